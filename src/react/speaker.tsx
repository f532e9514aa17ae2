import { type ReactNode, useEffect, useRef, useState } from 'react';

interface Speech {
  readonly text: string;
  /** Whether it may interrupt what is being read. */
  readonly urgent: boolean;
}

/** What {@link Speaker} takes. */
interface SpeakerProps extends Speech {
  /** Whether what is said urgently is shown as well. */
  readonly visible: boolean;
}

/**
 * Live regions that stand in the page before they are filled. They are filled two frames late, when a screen reader
 * knows the dialog around them; hidden tabs have no frames, so only the visible one speaks.
 */
export function Speaker({ text, urgent, visible }: SpeakerProps): ReactNode {
  const ref = useRef<HTMLParagraphElement>(null);
  const [said, say] = useState<Speech>({ text: '', urgent: false });
  useEffect(() => {
    const view = ref.current?.ownerDocument.defaultView;
    if (!view) return;
    let frame = view.requestAnimationFrame(() => {
      frame = view.requestAnimationFrame(() => say({ text, urgent }));
    });
    return () => view.cancelAnimationFrame(frame);
  }, [text, urgent]);
  return (
    <>
      <p ref={ref} className="holdfast-spoken" aria-live="polite">
        {said.urgent ? '' : said.text}
      </p>
      <p className={visible ? 'holdfast-message' : 'holdfast-spoken'} aria-live="assertive">
        {said.urgent ? said.text : ''}
      </p>
    </>
  );
}

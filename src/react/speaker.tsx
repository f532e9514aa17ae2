import { type ReactNode, useEffect, useRef, useState } from 'react';

/** What {@link Speaker} takes. */
interface SpeakerProps {
  readonly text: string;
  /** Whether it may interrupt what is being read. */
  readonly urgent: boolean;
  /** Whether what is said urgently is shown as well. */
  readonly visible: boolean;
}

const nothing: SpeakerProps = { text: '', urgent: false, visible: false };

/**
 * Live regions that stand in the page before they are filled. They are filled two frames late, when a screen reader
 * knows the dialog around them; hidden tabs have no frames, so only the visible one speaks. They are emptied at once, so
 * that the same words are news again the next time.
 */
export function Speaker({ text, urgent, visible }: SpeakerProps): ReactNode {
  const ref = useRef<HTMLParagraphElement>(null);
  const [said, say] = useState(nothing);
  useEffect(() => {
    const view = ref.current?.ownerDocument.defaultView;
    if (!text || !view) return say(nothing);
    let frame = view.requestAnimationFrame(() => {
      frame = view.requestAnimationFrame(() => say({ text, urgent, visible }));
    });
    return () => view.cancelAnimationFrame(frame);
  }, [text, urgent, visible]);
  return (
    <>
      <p ref={ref} className="holdfast-spoken" aria-live="polite">
        {said.urgent ? '' : said.text}
      </p>
      <p className={said.visible ? 'holdfast-message' : 'holdfast-spoken'} aria-live="assertive">
        {said.urgent ? said.text : ''}
      </p>
    </>
  );
}

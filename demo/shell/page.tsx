import { type JSX, type ReactNode, type RefObject, useEffect, useRef } from 'react';

/**
 * Names the document and moves the reader to the heading, as a browser does between documents. At the very first page
 * nobody has touched anything yet, and the focus stays where browsers put it.
 */
export function useHeading(title: string, alwaysFocus = false): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · Holdfast Supply`;
    if (!alwaysFocus && navigator.userActivation?.hasBeenActive === false) return;
    scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
  }, [title, alwaysFocus]);
  return heading;
}

interface PageProps {
  readonly title: string;
  /** Shown above the title, small. */
  readonly above?: ReactNode;
  readonly children: ReactNode;
  /** For what appears without anybody having asked for it, such as the end of a session. */
  readonly alwaysFocus?: boolean;
  readonly className?: string;
}

/** One page of the shop, under its heading. */
export function Page({ title, above, children, alwaysFocus = false, className = '' }: PageProps): JSX.Element {
  const heading = useHeading(title, alwaysFocus);
  return (
    <div className={`page ${className}`}>
      <header className="page-head">
        {above}
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
      </header>
      {children}
    </div>
  );
}

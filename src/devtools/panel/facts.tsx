import type { JSX, ReactNode } from 'react';

export type Fact = readonly [name: string, value: ReactNode];

/** Names and values, in two columns that line up. */
export function Facts({ rows }: { readonly rows: readonly Fact[] }): JSX.Element {
  return (
    <dl className="facts">
      {rows.map(([name, value]) => (
        <div key={name} data-fact={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

interface CardProps {
  readonly title: string;
  /** Beside the title. */
  readonly aside?: ReactNode;
  readonly children: ReactNode;
  /** How much room it takes. @default 'single' */
  readonly size?: 'single' | 'double' | 'wide';
}

/** One thing of several in a tab. */
export function Card({ title, aside, children, size = 'single' }: CardProps): JSX.Element {
  return (
    <section className={`card ${size}`} aria-label={title}>
      <h3>
        {title}
        {aside !== undefined && <span className="aside">{aside}</span>}
      </h3>
      {children}
    </section>
  );
}

/** What is said where there is nothing to show. */
export const Nothing = ({ children }: { readonly children: ReactNode }): JSX.Element => (
  <p className="nothing">{children}</p>
);

/** How the panel gets to see more. */
export function SeeMore({ what }: { readonly what: string }): JSX.Element {
  return (
    <p className="more">
      {what} Give the session a platform that can be looked into:{' '}
      <code>
        createSession({'{'} …, platform: inspect() {'}'})
      </code>{' '}
      with <code>inspect</code> of <code>holdfast/devtools</code>.
    </p>
  );
}

import { Component, type ReactNode } from 'react';

interface State {
  readonly failure: unknown;
}

/** The last thing that is left to show: React asks for a class here. */
export class Broken extends Component<{ readonly children: ReactNode }, State> {
  override state: State = { failure: undefined };

  static getDerivedStateFromError(failure: unknown): State {
    return { failure };
  }

  override render(): ReactNode {
    if (this.state.failure === undefined) return this.props.children;
    return (
      <main className="page narrow stack">
        <h1>Something broke</h1>
        <p>
          Your cart and your form are stored apart from this page, so they will be here after a reload. What went wrong:
        </p>
        <p className="note bad">
          <code>{String(this.state.failure)}</code>
        </p>
        <button type="button" className="button primary" onClick={() => location.reload()}>
          Reload the page
        </button>
      </main>
    );
  }
}

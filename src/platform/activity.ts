/** What to do with an input: let it through, or swallow it together with the rest of its gesture. */
export type InputVerdict = 'pass' | 'swallow';

/** A same-origin frame: an `<iframe>` element. */
export interface ActivityFrame {
  readonly contentWindow: unknown;
  addEventListener(type: 'load', listener: () => void): void;
  removeEventListener(type: 'load', listener: () => void): void;
}

/** Real input of a person, seen before any handler of the application sees it. */
export interface Activity {
  /**
   * Calls `onInput` for each trusted input (spec: pointerdown, a pointermove that moves, keydown without repeat, wheel, touchmove, input,
   * click). When it answers `swallow`, the application never gets the event, nor the rest of that click or keystroke.
   */
  listen(onInput: () => InputVerdict): () => void;
  /**
   * The same inside a frame, also after it has loaded another page. `onForeign` is called for each page of another origin in it, which
   * nobody can listen to.
   */
  listenIn(frame: ActivityFrame, onInput: () => InputVerdict, onForeign: (error: unknown) => void): () => void;
}

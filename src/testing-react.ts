// All of `holdfast/testing/react`, apart from `holdfast/testing` so that only who renders needs React and Testing Library.
export type { RenderedSession, TestUi } from './testing/react/render-with-session.tsx';
export { renderWithSession } from './testing/react/render-with-session.tsx';

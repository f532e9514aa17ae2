// The door `holdfast/devtools/production`, and `holdfast/devtools` while one develops. Withheld: what the panel is made of, and
// what it sees below a session, which may still change.
export { inspect } from './devtools/observe/inspect.ts';
export type { SessionDevtoolsProps } from './devtools/props.ts';
export { SessionDevtools } from './devtools/session-devtools.tsx';

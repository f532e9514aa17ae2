// The door `holdfast/devtools` in builds for production: the same names, and nothing behind them.
export { inspect, SessionDevtools } from './devtools/absent.ts';
export type { SessionDevtoolsProps } from './devtools/props.ts';

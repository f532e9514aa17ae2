// The door `holdfast/react`. Withheld: the context (reach the session by the hooks), the pieces of the warning.
export type { FieldProps } from './react/field-props.ts';
export type { SignedInProps } from './react/gates.tsx';
export { SignedIn, SignedOut } from './react/gates.tsx';
export type { IdleWarningProps } from './react/idle-warning.tsx';
export { IdleWarning } from './react/idle-warning.tsx';
export type { SessionProviderProps } from './react/session-provider.tsx';
export { SessionProvider } from './react/session-provider.tsx';
export type { CartView } from './react/use-cart.ts';
export { useCart } from './react/use-cart.ts';
export type { DraftView, FieldView } from './react/use-draft.ts';
export { useDraft, useField } from './react/use-draft.ts';
export type { SessionMethods, SessionView } from './react/use-session.ts';
export { useSession, useUser } from './react/use-session.ts';
export type { SessionTimer, TimerRest, TimerWarning } from './react/use-session-timer.ts';
export { useSessionTimer } from './react/use-session-timer.ts';
export type { WarningFacts, WarningWords } from './react/warning-words.ts';
export { countTime, englishWords } from './react/warning-words.ts';

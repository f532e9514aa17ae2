// All of `holdfast`. What is withheld: the engine of documents, the vault and the parts of a session, which applications
// reach through what is here; what `Sync` is made of, which may still change; and `createBrowserPlatform`, since it is the default of `createSession`.

export { cookie } from './auth/cookie/cookie.ts';
export type { CsrfCarrier, CsrfOptions } from './auth/cookie/csrf-options.ts';
export type { CookieOptions } from './auth/cookie/options.ts';
export type { Endpoint, EndpointOptions } from './auth/endpoint.ts';
export type { Exclusive } from './auth/exclusive.ts';
export type { Failure, FailureKind } from './auth/failure.ts';
export type { Freshness } from './auth/freshness.ts';
export { bearer } from './auth/tokens/bearer.ts';
export type { BearerOptions, SignOutInput } from './auth/tokens/bearer-options.ts';
export type { AtRest } from './auth/tokens/credentials.ts';
export type { Claims } from './auth/tokens/jwt.ts';
export type { Rotation } from './auth/tokens/refresh.ts';
export type { Tokens } from './auth/tokens/tokens.ts';
export type { Answer, Connection, Lease, Redirecting, Transport, TransportContext, Verdict } from './auth/transport.ts';
export type { AdjustContext, CartAdjustment } from './documents/cart/adjustments.ts';
export { createCart } from './documents/cart/cart.ts';
export type { Cart, CartEdits, CartState, CheckoutResult, Order } from './documents/cart/face.ts';
export type { CartItem, CartLine } from './documents/cart/item.ts';
export type { CartLimits, CartWithheld } from './documents/cart/limits.ts';
export type { CartOptions, ClaimPolicy } from './documents/cart/options.ts';
export type { CartAnswer, CartReport } from './documents/cart/reports.ts';
export { createDraft } from './documents/draft/draft.ts';
export type {
  Draft,
  DraftConflict,
  DraftConflicts,
  DraftEdit,
  DraftOptions,
  DraftState,
  Submission,
  SubmitResult,
} from './documents/draft/face.ts';
export type {
  DraftErrors,
  DraftOutput,
  DraftPath,
  DraftSteps,
  DraftValue,
  DraftValues,
  StepName,
} from './documents/draft/steps.ts';
export type {
  DraftItem,
  DraftItemConflict,
  DraftItemField,
  DraftItemFields,
  DraftItemOf,
  DraftItems,
  DraftItemsPath,
} from './documents/items/face.ts';
export type { Rounding } from './documents/money.ts';
export { allocate, formatMoney, multiply, parseMoney } from './documents/money.ts';
export type { Receipt, SavedStatus } from './documents/saved.ts';
export type { Settings, SettingsOptions, SettingsScope, SettingsState } from './documents/settings/face.ts';
export type {
  MemberOf,
  SettingGroup,
  SettingList,
  SettingMember,
  SettingPath,
  SettingsDefaults,
  SettingsSchema,
  SettingValue,
} from './documents/settings/paths.ts';
export { createSettings } from './documents/settings/settings.ts';
export { days, hours, minutes, seconds } from './foundation/durations.ts';
export type { HoldfastErrorCode } from './foundation/errors.ts';
export { HoldfastError, isHoldfastError } from './foundation/errors.ts';
export type { ReadableStore } from './foundation/store.ts';
export type { ActivityFrame } from './platform/activity.ts';
export type { Platform } from './platform/platform.ts';
export { createSession } from './session/create-session.ts';
export type { SessionOptions } from './session/options.ts';
export type {
  ExtendResult,
  Participant,
  Session,
  SessionEvents,
  SignInResult,
  SignOutResult,
  StepUp,
} from './session/session.ts';
export type { Authenticated, EndReason, Loading, SessionState, Unauthenticated, Warning } from './session/state.ts';
export type { Sync } from './sync/context.ts';
export type { RecordOwner } from './sync/foreign/create-record.ts';
export { createRecord } from './sync/foreign/create-record.ts';
export type {
  DraftRecord,
  RecordConflict,
  RecordLoadResult,
  RecordOptions,
  RecordProblem,
  RecordState,
  RecordSubmitResult,
} from './sync/foreign/face.ts';
export type { HttpOptions } from './sync/http.ts';
export { http } from './sync/http.ts';
export type { DocumentSync, SyncState, SyncStatus, SyncStore } from './sync/state.ts';
export type { TimerState } from './time/countdown.ts';
export { holdWhilePlaying, type PlayingMedia } from './time/hold-while-playing.ts';
export type { ClockGap, IdleOptions, LimitLengths, LimitOptions } from './time/limits.ts';
export type { ActivitySource } from './time/listening.ts';
export type { LimitPreset } from './time/presets.ts';
export type { Deadlines, LimitKind } from './time/reading.ts';
export type { AfterEnd, SavedTo } from './vault/host.ts';

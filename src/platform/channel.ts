/** Hints between the tabs of one origin. A message may be lost, doubled, late or foreign. */
export interface Channel {
  post(message: unknown): void;
  close(): void;
}

/** Opens a channel. It never throws: where the browser has none, posting does nothing. */
export type OpenChannel = (name: string, receive: (message: unknown) => void) => Channel;

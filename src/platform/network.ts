/** Requests, and the few constructors that come with them. */
export interface Network {
  fetch(request: Request): Promise<Response>;
  request(input: RequestInfo | URL, init?: RequestInit): Request;
  /** Hands over the text of an answer as it comes in. Resolves at its end; rejects when it breaks off, and when `signal` aborts. */
  read(response: Response, receive: (text: string) => void, signal: AbortSignal): Promise<void>;
  abort(): AbortController;
  /** Absolute form of `url`, seen from this page. */
  resolve(url: string): URL;
}

/** Requests, and the few constructors that come with them. */
export interface Network {
  fetch(request: Request): Promise<Response>;
  request(input: RequestInfo | URL, init?: RequestInit): Request;
  abort(): AbortController;
  /** Absolute form of `url`, seen from this page. */
  resolve(url: string): URL;
}

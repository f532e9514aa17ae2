import { cookie, type Transport } from 'holdfast';

export interface User {
  readonly id: number;
  readonly username: string;
}

export interface Credentials {
  readonly username: string;
  readonly password: string;
}

export interface DjangoOptions {
  /** A view of your own that answers who is signed in, as JSON, and 401 or 403 when nobody is: any view of REST framework does. */
  readonly session: string;
  /** `LOGIN_URL`, where `LoginView` is mounted. @default '/accounts/login/' */
  readonly signIn?: string;
  /** Where `LogoutView` is mounted. @default '/accounts/logout/' */
  readonly signOut?: string;
}

/** Django's own sessions, with the `LoginView` and `LogoutView` that come with it: made for forms, not for scripts. */
export function django({
  session,
  signIn = '/accounts/login/',
  signOut = '/accounts/logout/',
}: DjangoOptions): Transport<User, Credentials> {
  return cookie<User, Credentials>({
    session,
    readSession: (body) => ({ user: body as User }),
    // REST framework says 403 to who isn't signed in, as its session authentication has no `WWW-Authenticate`.
    noSession: [401, 403],
    suspicious: [401, 403],
    // `@login_required` redirects to the login page, which is 200.
    loginUrl: signIn,
    // A redirect means yes: it is not followed, as the page it leads to is of no use. A wrong password is 200, with the form again.
    signIn: {
      url: signIn,
      encoding: 'form',
      redirect: 'manual',
      accepts: (_body, { type }) => type === 'opaqueredirect',
    },
    // Answers 200 with a page, or a redirect to one. So who is signed in is asked afterwards.
    signOut: { url: signOut, encoding: 'form', redirect: 'manual', accepts: () => false },
    csrf: {
      // Rotates at sign-in. Needs CSRF_USE_SESSIONS and CSRF_COOKIE_HTTPONLY to be off, as they are unless you set them.
      cookie: 'csrftoken',
      header: 'X-CSRFToken',
      // The form sets the cookie.
      prime: signIn,
      retryOn: [403],
    },
  });
}

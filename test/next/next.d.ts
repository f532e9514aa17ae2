declare module 'next/navigation' {
  export const useRouter: import('./used.ts').Navigation['useRouter'];
}

declare module 'next/headers' {
  export const cookies: import('./used.ts').Headers['cookies'];
}

declare module 'next/link' {
  const Link: import('./used.ts').Link['default'];
  export default Link;
}

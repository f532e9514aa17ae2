// Set as a constructed sheet and not as a <style> element: it works under any style-src policy without a nonce, in React 18
// and 19 alike, inside shadow roots, and adds nothing to what a server renders (a closed dialog has no look).
// One class each, so that an application's rules for bare elements don't reach in, and any more specific rule wins.
const text = `.holdfast-warning{
--a:var(--holdfast-accent,light-dark(#1d4ed8,#8fb4ff));
--t:var(--holdfast-text,light-dark(#16191f,#eceef2));
--s:var(--holdfast-surface,light-dark(#fff,#1d2129));
--r:var(--holdfast-radius,.75rem);
box-sizing:border-box;inline-size:min(27rem,100% - 2rem);max-inline-size:none;max-block-size:calc(100% - 2rem);
margin:auto;padding:clamp(1.25rem,5vw,1.75rem);overflow:auto;overscroll-behavior:contain;
border:1px solid var(--holdfast-border,light-dark(#0000001f,#ffffff29));border-radius:var(--r);
background:var(--s);color:var(--t);box-shadow:var(--holdfast-shadow,0 1.25rem 3.5rem #0006);
font:400 1rem/1.5 var(--holdfast-font,system-ui,sans-serif);text-align:start;overflow-wrap:break-word}
.holdfast-warning[data-state=ended]{box-shadow:none}
.holdfast-warning::backdrop{background:var(--holdfast-backdrop,#0009)}
.holdfast-warning[data-state=ended]::backdrop{background:var(--holdfast-ended-backdrop,light-dark(#eef0f4,#0e1116))}
.holdfast-heading{margin:0;font-size:1.375rem;font-weight:650;line-height:1.25;letter-spacing:-.01em;text-wrap:balance;outline:0}
.holdfast-message{margin:.5rem 0 0;color:var(--holdfast-muted,light-dark(#4d5563,#b3bac7))}
.holdfast-countdown{margin:1rem 0 0;font-size:1.75rem;font-weight:650;line-height:1.25;font-variant-numeric:tabular-nums}
.holdfast-failed{margin:.75rem 0 0;color:var(--holdfast-danger,light-dark(#b42318,#ff9d92));font-weight:600}
.holdfast-failed:empty{margin:0}
.holdfast-sign-in{margin-block-start:1.25rem}
.holdfast-actions{display:flex;flex-wrap:wrap;gap:.75rem;margin-block-start:1.5rem}
.holdfast-primary,.holdfast-secondary{flex:1 1 auto;box-sizing:border-box;min-block-size:2.75rem;margin:0;padding:.5rem 1.25rem;
border:1px solid var(--a);border-radius:calc(var(--r)*.7);font:inherit;font-weight:600;cursor:pointer}
.holdfast-primary{background:var(--a);color:var(--holdfast-on-accent,light-dark(#fff,#0c1526))}
.holdfast-secondary{border-color:color-mix(in srgb,var(--t) 45%,var(--s));background:none;color:inherit}
.holdfast-primary:hover,.holdfast-secondary:hover{text-decoration:underline;text-underline-offset:.2em}
.holdfast-primary:focus-visible,.holdfast-secondary:focus-visible{outline:3px solid var(--a);outline-offset:3px}
.holdfast-primary[aria-busy=true]{cursor:progress}
.holdfast-primary[aria-busy=true]::after{content:"";display:inline-block;inline-size:.6em;block-size:.6em;margin-inline-start:.6em;
border:2px solid;border-block-start-color:transparent;border-radius:50%}
.holdfast-spoken{position:absolute;inline-size:1px;block-size:1px;margin:-1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
@media (forced-colors:active){.holdfast-primary{forced-color-adjust:none;background:Highlight;color:HighlightText;border-color:Highlight}}
@media (prefers-reduced-motion:no-preference){.holdfast-warning[open]{animation:holdfast-in .2s ease-out}
.holdfast-primary[aria-busy=true]::after{animation:holdfast-turn 1s linear infinite}}
@keyframes holdfast-in{from{opacity:0;transform:translateY(.5rem)}}
@keyframes holdfast-turn{to{transform:rotate(1turn)}}`;

/** Gives the document or shadow root around `element` the look of the warning; returns the way to take it back. */
export function adoptStyles(element: HTMLElement): () => void {
  const root = element.getRootNode() as Document;
  const Sheet = element.ownerDocument.defaultView?.CSSStyleSheet;
  if (!Sheet || !root.adoptedStyleSheets) return () => {};
  const sheet = new Sheet();
  sheet.replaceSync(text);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  return () => {
    root.adoptedStyleSheets = root.adoptedStyleSheets.filter((other) => other !== sheet);
  };
}

// Set as a constructed sheet and not as a <style> element: it works under any style-src policy without a nonce, in React 18
// and 19 alike, inside shadow roots, and adds nothing to what a server renders (a closed dialog has no look).
// One class each, so that an application's rules for bare elements don't reach in, and any more specific rule wins.
const text = `.holdfast-warning{
--a:var(--holdfast-accent,light-dark(#1d4ed8,#8fb4ff));
--t:var(--holdfast-text,light-dark(#16191f,#eceef2));
--s:var(--holdfast-surface,light-dark(#fff,#1d2129));
--r:var(--holdfast-radius,.75rem);
box-sizing:border-box;inline-size:27rem;margin:auto;padding:clamp(1.25rem,5vw,1.75rem);
border:1px solid var(--holdfast-border,light-dark(#0002,#fff3));border-radius:var(--r);
background:var(--s);color:var(--t);box-shadow:var(--holdfast-shadow,0 1rem 3rem #0006);
font:400 1rem/1.5 var(--holdfast-font,system-ui,sans-serif);text-align:start;overflow-wrap:break-word}
.holdfast-warning::backdrop{background:var(--holdfast-backdrop,#0009)}
.holdfast-warning[data-state=ended]{box-shadow:none}
.holdfast-warning[data-state=ended]::backdrop{background:var(--holdfast-ended-backdrop,light-dark(#eef0f4,#0e1116))}
.holdfast-heading,.holdfast-countdown{margin:0;font-size:1.375rem;font-weight:600;line-height:1.25;text-wrap:balance;outline:0}
.holdfast-message{margin:.5rem 0 0;color:var(--holdfast-muted,light-dark(#4d5563,#b3bac7))}
.holdfast-countdown{margin:1rem 0 0;font-size:1.75rem;font-variant-numeric:tabular-nums}
.holdfast-failed{margin:.25rem 0 0;color:var(--holdfast-danger,light-dark(#b42318,#ff9d92));font-weight:600}
.holdfast-sign-in{margin:1rem 0 0}
.holdfast-actions{display:flex;flex-wrap:wrap;gap:.75rem;margin:1.5rem 0 0}
.holdfast-actions button{flex:1 1 auto;min-block-size:2.75rem;margin:0;padding:.5rem 1rem;
border:1px solid color-mix(in srgb,currentcolor 45%,var(--s));border-radius:calc(var(--r)*.7);background:none;color:inherit;font:inherit;font-weight:600;cursor:pointer}
.holdfast-actions .holdfast-primary{border-color:var(--a);background:var(--a);color:var(--holdfast-on-accent,light-dark(#fff,#0c1526))}
.holdfast-actions button:hover{text-decoration:underline}
.holdfast-actions button:focus-visible{outline:3px solid var(--a);outline-offset:3px}
.holdfast-actions [aria-busy=true]{opacity:.6;cursor:progress}
.holdfast-covered *{visibility:hidden!important}
.holdfast-spoken{position:absolute;inline-size:1px;block-size:1px;overflow:hidden;clip-path:inset(50%)}
.holdfast-actions:empty{display:none}
.holdfast-warning[data-state=aside][open]{position:fixed;inset-block:auto 1rem;inset-inline:1rem;z-index:2147483647;display:flex;gap:.75rem;align-items:center;inline-size:fit-content;margin:0;margin-inline-start:auto;padding:.75rem}
.holdfast-warning[data-state=aside] *{margin:0;font-size:1rem;text-wrap:balance}
@media (max-height:20rem){.holdfast-warning{max-inline-size:calc(100% - .5rem);max-block-size:calc(100% - .5rem);padding:.5rem .75rem;line-height:1.3}
.holdfast-warning :is(.holdfast-heading,.holdfast-countdown){font-size:1.125rem}.holdfast-warning :is(p,.holdfast-actions){margin-block-start:.5rem}.holdfast-actions{gap:.5rem}.holdfast-actions button{padding-inline:.5rem}}
@media (forced-colors:active){.holdfast-actions .holdfast-primary{forced-color-adjust:none;background:Highlight;color:HighlightText}}`;

/** Gives the document or shadow root around `element` the look of the warning; returns the way to take it back. */
export function adoptStyles(element: HTMLElement): () => void {
  const root = element.getRootNode() as Document;
  const sheets = root.adoptedStyleSheets as CSSStyleSheet[] | undefined;
  const view = element.ownerDocument.defaultView;
  // A simulated page of a test may know no such sheets, and has no look.
  if (!sheets || !view) return () => {};
  const sheet = new view.CSSStyleSheet();
  sheet.replaceSync(text);
  root.adoptedStyleSheets = [...sheets, sheet];
  return () => {
    root.adoptedStyleSheets = root.adoptedStyleSheets.filter((other) => other !== sheet);
  };
}

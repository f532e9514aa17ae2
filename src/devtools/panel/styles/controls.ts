/** What can be pressed in the controls. */
export const controlStyles: string = `.control{padding-block:7px 9px}
.control+.control{border-block-start:1px solid light-dark(#edf0f3,#212a34)}
.control legend{float:inline-start;inline-size:100%;padding:0;font-weight:600}
.control legend+*{clear:both}
.card .control>p{margin:1px 0 8px}
.acts{display:flex;flex-wrap:wrap;align-items:center;gap:6px}
.act,select,.fields input{min-block-size:30px;padding:0 11px;border:1px solid var(--strong);border-radius:6px;background:var(--raised)}
.act{font-weight:550;cursor:pointer}
.act:hover:not(:disabled){border-color:var(--ink)}
.act:active:not(:disabled){background:var(--sunken)}
.act:disabled{border-color:var(--line);color:var(--soft);cursor:default}
.act[aria-pressed=true]{border-color:var(--warn);background:var(--warn-wash);color:var(--warn)}
.act.primary{border-color:var(--accent);background:var(--accent);color:var(--on-accent)}
select{padding-inline:8px}
.check{display:flex;align-items:center;gap:6px;min-block-size:26px}
.check input{inline-size:15px;block-size:15px;margin:0;accent-color:var(--accent)}
.limit-form{display:grid;justify-items:start;gap:8px;padding-block-start:4px}
.limit-form p{margin:0}
.fields{display:grid;grid-template-columns:repeat(3,minmax(0,1fr));gap:8px;inline-size:100%}
.fields label{display:grid;gap:2px}
.fields span{color:var(--soft);font-size:.92em}
.fields input{inline-size:100%;padding-inline:8px}
.problem{padding:6px 9px;border-radius:6px;background:var(--bad-wash);color:var(--bad)}
@media (forced-colors:active){.act[aria-pressed=true]{forced-color-adjust:none;border-color:Highlight;background:Highlight;color:HighlightText}}`;

/** The panel itself: where it stands, its head, its tabs. */
export const frameStyles: string = `.panel{position:fixed;z-index:2147483645;display:flex;flex-direction:column;
background:var(--surface);box-shadow:0 0 0 1px var(--line),0 0 32px light-dark(#0f172a24,#0009)}
.panel[data-dock=bottom]{inset:auto 0 0}
.panel[data-dock=right]{inset:0 0 0 auto;max-inline-size:100%}
.panel[data-dock=window]{inset:0;box-shadow:none}
.resizer{position:absolute;z-index:1;touch-action:none}
[data-dock=bottom]>.resizer{inset:-5px 0 auto;block-size:10px;cursor:ns-resize}
[data-dock=right]>.resizer{inset:0 auto 0 -5px;inline-size:10px;cursor:ew-resize}
.resizer::after{content:"";position:absolute;border-radius:2px;background:var(--strong);opacity:.55}
[data-dock=bottom]>.resizer::after{inset:7px calc(50% - 18px) auto;block-size:3px}
[data-dock=right]>.resizer::after{inset:calc(50% - 18px) auto auto 7px;inline-size:3px;block-size:36px}
.resizer:hover::after,.resizer:focus-visible::after{background:var(--accent);opacity:1}
.resizer:focus-visible{outline-offset:-3px}
.head{display:flex;flex-wrap:wrap;align-items:center;gap:4px 14px;position:relative;padding:9px 116px 5px 16px}
.head h2,.head p{margin:0}
.head h2{font-size:1em;font-weight:650;letter-spacing:.01em;outline-offset:4px;border-radius:2px}
.state{padding:1px 9px;border-radius:10px;background:var(--sunken);color:var(--soft);font-size:.92em;font-weight:600;white-space:nowrap}
.state::before{content:"";display:inline-block;inline-size:.55em;block-size:.55em;margin-inline-end:.5em;border-radius:50%;background:currentcolor;vertical-align:.06em}
.state[data-tone=good]{background:var(--good-wash);color:var(--good)}
.state[data-tone=warn]{background:var(--warn-wash);color:var(--warn)}
.state[data-tone=bad]{background:var(--bad-wash);color:var(--bad)}
.clock{display:flex;align-items:baseline;gap:.5em;white-space:nowrap}
.big{font-size:1.5em;font-weight:600;line-height:1.1;letter-spacing:-.01em}
.clock[data-phase=warning] .big{color:var(--warn)}
.soft{color:var(--soft)}
.small{font-size:.92em}
.broken{display:flex;flex-wrap:wrap;align-items:center;gap:4px 6px}
.broken:empty{display:none}
.chip{padding:1px 8px;border:1px solid var(--warn);border-radius:10px;color:var(--warn);font-size:.92em;font-weight:600;white-space:nowrap}
.window{position:absolute;inset-block-start:7px;inset-inline-end:10px;display:flex;gap:2px}
.icon{display:grid;place-items:center;inline-size:30px;block-size:30px;padding:0;border:0;border-radius:6px;background:none;color:var(--soft);cursor:pointer}
.icon:hover{background:var(--sunken);color:var(--ink)}
.icon svg{inline-size:16px;block-size:16px;fill:none;stroke:currentcolor;stroke-width:1.5;stroke-linecap:round}
.plain{min-block-size:26px;padding:0 6px;border:0;border-radius:5px;background:none;color:var(--accent);font-weight:600;cursor:pointer}
.plain:hover{text-decoration:underline}
.tabs{display:flex;gap:2px;padding:0 10px;border-block-end:1px solid var(--line);overflow-x:auto;scrollbar-width:none}
.tabs button{flex:none;min-block-size:34px;padding:0 9px;border:0;border-block-end:2px solid transparent;background:none;color:var(--soft);font-weight:550;cursor:pointer}
.tabs button:hover{color:var(--ink)}
.tabs button[aria-selected=true]{border-color:var(--accent);color:var(--ink)}
.tabs button:focus-visible{outline-offset:-3px;border-radius:5px}
.body{flex:1;min-block-size:0;padding:14px 16px 18px;overflow:auto;overscroll-behavior:contain;container-type:inline-size}
.body:focus-visible{outline-offset:-3px}
@media (max-width:30rem){.head{padding-inline:12px 84px}.tabs{padding-inline:6px}.body{padding-inline:12px}}
@media (forced-colors:active){.panel{border:1px solid CanvasText}.resizer::after{background:CanvasText}
.tabs button{border-color:Canvas}.tabs button[aria-selected=true]{border-color:Highlight}}`;

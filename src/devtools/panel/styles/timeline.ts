/** The strip of time, and the log beside it. What colours tell is told by forms as well. */
export const timelineStyles: string = `.timeline{display:grid;gap:18px 28px}
@container (min-width:820px){.timeline{grid-template-columns:minmax(0,1.55fr) minmax(300px,1fr)}}
figure{display:grid;gap:10px;align-content:start;min-inline-size:0;margin:0}
figcaption{max-inline-size:72ch;color:var(--ink);text-wrap:pretty}
fieldset{min-inline-size:0;margin:0;padding:0;border:0}
.choices{display:flex;flex-wrap:wrap;gap:6px 18px}
.segments{display:flex;flex-wrap:wrap;align-items:center;gap:0}
.segments legend{float:inline-start;padding:0 8px 0 0;color:var(--soft);font-size:.96em}
.segments button{min-block-size:26px;padding:0 10px;border:1px solid var(--line);background:none;color:var(--soft);font-size:.96em;cursor:pointer}
.segments button:first-of-type{border-start-start-radius:6px;border-end-start-radius:6px}
.segments button:last-of-type{border-start-end-radius:6px;border-end-end-radius:6px}
.segments button+button{margin-inline-start:-1px}
.segments button:hover{color:var(--ink)}
.segments button[aria-pressed=true]{position:relative;border-color:var(--accent);background:var(--accent-wash);color:var(--accent);font-weight:600}
.strip-frame{min-inline-size:0}
.strip{display:block;font-size:11.5px;font-weight:500}
.strip text{fill:var(--soft)}
.strip path{fill:none}
.past{fill:var(--sunken)}
.group{stroke:var(--line)}
.zone{fill:var(--warn-wash);opacity:.8}
.warn-line{stroke:var(--warn);stroke-width:1.5;stroke-dasharray:4 3}
.end-line{stroke:var(--bad);stroke-width:2}
.axis path{stroke:light-dark(#e1e6eb,#28323d)}
.strip .names text{fill:var(--ink)}
.rail{stroke:light-dark(#c9d1d9,#3a4653)}
.rail.unknown{stroke-dasharray:1 4}
.input{stroke:var(--good);stroke-width:2}
.input.elsewhere{stroke:var(--accent)}
.hold rect{fill:light-dark(#7a5bc7,#b49cf5)}
.strip .said{fill:var(--accent);stroke:none}
.strip .said.received{fill:light-dark(#0f7f8b,#5ccfd9)}
.strip .said[data-lost=true]{fill:var(--surface);stroke:var(--warn);stroke-width:1.25}
.spans rect{fill:light-dark(#5f7286,#8fa3b7)}
.spans.lock rect{fill:light-dark(#7a5bc7,#b49cf5);opacity:.55}
.spans.write rect{fill:light-dark(#0f7f8b,#5ccfd9)}
.strip .spans rect[data-tone=bad]{fill:var(--bad)}
.strip .spans rect[data-tone=warn]{fill:var(--warn)}
.limit rect{fill:light-dark(#dbe1e7,#303b47)}
.limit.used rect{fill:light-dark(#a9b4bf,#596878)}
.limit.used[data-leads=true] rect{fill:var(--good)}
[data-phase=warning] .limit.used[data-leads=true] rect{fill:var(--warn)}
.limit path{stroke:var(--strong);stroke-width:2}
.limit[data-leads=true] path{stroke:var(--bad);stroke-width:3}
.claimed{fill:light-dark(#7a5bc7,#b49cf5);opacity:.35}
.strip .limit-name text{fill:var(--ink)}
.strip .limit-name .left{fill:var(--soft)}
.strip .limit-name[data-leads=true] .left{fill:var(--bad);font-weight:650}
.strip .above{paint-order:stroke;stroke:var(--surface);stroke-width:3px;stroke-linejoin:round}
.strip .warns{fill:var(--warn);font-weight:650}
.strip .ends{fill:var(--bad);font-weight:650}
.flag path{stroke:var(--strong)}
.flag[data-kind=ended] path{stroke:var(--bad)}
.flag[data-kind=refreshed] path{stroke:var(--good)}
.now path{stroke:var(--ink);stroke-width:1.5}
.now rect{fill:var(--ink)}
.strip .now text{fill:var(--surface);font-weight:600}
.log{min-inline-size:0}
.log-head{display:flex;align-items:start;gap:8px;margin-block-end:6px}
.log-head .plain{margin-inline-start:auto}
.chips{display:flex;flex-wrap:wrap;gap:3px}
.chips button{min-block-size:26px;padding:0 6px;border:1px solid var(--line);border-radius:13px;background:none;color:var(--soft);font-size:.88em;cursor:pointer}
.chips button[aria-pressed=true]{border-color:var(--strong);color:var(--ink);font-weight:550}
.rows{margin:0;padding:0;list-style:none}
.rows li{display:grid;grid-template-columns:3px auto 1fr auto;gap:9px;padding-block:2.5px}
.rows li::before{content:"";block-size:1.2em;margin-block-start:.12em;border-radius:2px;background:var(--area)}
[data-area]{--area:var(--strong)}
[data-area=session]{--area:var(--good)}
[data-area=tabs]{--area:var(--accent)}
[data-area=storage]{--area:light-dark(#0f7f8b,#5ccfd9)}
[data-area=locks]{--area:light-dark(#7a5bc7,#b49cf5)}
[data-area=page]{--area:light-dark(#b9c2cb,#4a5764)}
.chips button::before{content:"";display:inline-block;inline-size:.55em;block-size:.55em;margin-inline-end:.35em;border-radius:50%;background:var(--area);vertical-align:.05em}
.chips button[aria-pressed=false]::before{background:none;box-shadow:inset 0 0 0 1.5px var(--area)}
.times{color:var(--soft)}
.rows li+li{border-block-start:1px solid light-dark(#edf0f3,#212a34)}
.at,.took{color:var(--soft);white-space:nowrap}
.said-what{min-inline-size:0;overflow-wrap:anywhere}
.rows b{font-weight:600}
.rows [data-tone=good] b{color:var(--good)}
.rows [data-tone=warn] b{color:var(--warn)}
.rows [data-tone=bad] b{color:var(--bad)}
@media (forced-colors:active){.strip,.segments button[aria-pressed=true],.chips button[aria-pressed=true]{forced-color-adjust:none}
.strip{--ink:CanvasText;--soft:CanvasText;--good:Highlight;--warn:CanvasText;--bad:CanvasText;--surface:Canvas;--sunken:Canvas;--line:GrayText;--strong:CanvasText;--accent:CanvasText}
.zone{fill:Canvas;stroke:CanvasText;opacity:1}.limit rect{fill:Canvas;stroke:CanvasText}.strip .limit.used rect{fill:Highlight}
.hold rect,.strip .said{fill:CanvasText}.spans rect,.spans.lock rect,.spans.write rect{fill:Canvas;stroke:CanvasText;opacity:1}
.segments button[aria-pressed=true],.chips button[aria-pressed=true]{border-color:Highlight;background:Highlight;color:HighlightText}
.chips button::before{display:none}}`;

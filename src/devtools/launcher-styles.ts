/** Colours and forms that the button and the panel have in common. Everything of the page ends at `:host`. */
export const launcherStyles: string = `:host{all:initial;color-scheme:light dark;font-size:medium}
*,*::before,*::after{box-sizing:border-box}
[hidden]{display:none!important}
.holdfast-devtools{
--surface:light-dark(#fdfdfe,#14191f);
--raised:light-dark(#fff,#1a2129);
--sunken:light-dark(#f2f4f7,#0e1217);
--ink:light-dark(#18212c,#e9eef3);
--soft:light-dark(#53606e,#9dabb9);
--line:light-dark(#dde2e8,#2a343f);
--strong:light-dark(#8793a0,#667483);
--accent:light-dark(#0b5cad,#7fbcff);
--on-accent:light-dark(#fff,#07182b);
--good:light-dark(#14764a,#5fd09a);
--warn:light-dark(#8f5a00,#f0bb5a);
--bad:light-dark(#b3261e,#ff9a90);
--good-wash:light-dark(#e0f3e8,#12301f);
--warn-wash:light-dark(#fbeecf,#33270c);
--bad-wash:light-dark(#fde7e4,#3a1613);
--accent-wash:light-dark(#e3effb,#122a43);
--mono:ui-monospace,"SF Mono","Cascadia Mono",Menlo,Consolas,monospace;
font:400 .8125em/1.45 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;
font-variant-numeric:tabular-nums;color:var(--ink);text-align:start}
.unseen{position:absolute;inline-size:1px;block-size:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
button,select,input{font:inherit;color:inherit}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
.launcher{position:fixed;inset-block-end:12px;inset-inline-end:12px;z-index:2147483646}
.launcher button{display:flex;align-items:center;gap:.5em;min-block-size:36px;padding:0 .9em 0 .7em;
border:1px solid var(--line);border-radius:18px;background:var(--surface);font-weight:600;cursor:pointer;
box-shadow:0 1px 2px #0002,0 6px 20px #0002}
.launcher button:hover{border-color:var(--strong)}
.launcher svg{inline-size:1.25em;block-size:1.25em;fill:none;stroke:currentcolor;stroke-width:1.6;stroke-linecap:round}
.dot{inline-size:.6em;block-size:.6em;border-radius:50%;background:var(--strong)}
[data-tone=good]>.dot{background:var(--good)}
[data-tone=warn]>.dot{background:var(--warn)}
[data-tone=bad]>.dot{background:var(--bad)}
@media (max-width:40rem){.launcher .word{position:absolute;inline-size:1px;block-size:1px;overflow:hidden;clip-path:inset(50%)}
.launcher button{min-inline-size:44px;min-block-size:44px;border-radius:22px;padding:0 .8em}}
@media (forced-colors:active){.dot{forced-color-adjust:none;background:CanvasText}}
@media print{:host{display:none}}`;

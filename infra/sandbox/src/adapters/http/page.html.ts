/** The buyer's bank, for a person: everything inline, so it works without a network. */
export const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>Wadah payment sandbox</title>
<style>
  :root { color-scheme: light dark; --ink: #18212b; --soft: #66717d; --line: #dfe4ea; --ground: #f4f6f8; --card: #fff; --accent: #0b6e4f; }
  @media (prefers-color-scheme: dark) { :root { --ink: #e8edf2; --soft: #9aa6b2; --line: #2c3742; --ground: #11171d; --card: #1a222b; --accent: #35b487; } }
  * { box-sizing: border-box; }
  body { margin: 0; background: var(--ground); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
  main { max-width: 960px; margin: 0 auto; padding: 32px 20px 64px; }
  h1 { font-size: 24px; margin: 0; } .lead { color: var(--soft); margin: 4px 0 24px; }
  .payment { display: grid; grid-template-columns: 1fr auto auto; gap: 4px 24px; align-items: center; background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 14px 18px; margin-bottom: 10px; }
  .amount { font-size: 18px; font-weight: 600; text-align: right; font-variant-numeric: tabular-nums; }
  .number { font-family: ui-monospace, monospace; font-size: 13px; word-break: break-all; } .soft { color: var(--soft); font-size: 13px; }
  .state { display: inline-block; border-radius: 99px; padding: 1px 10px; font-size: 12px; background: var(--line); } .state.pending { background: #f5c451; color: #402f00; } .state.settlement { background: var(--accent); color: #fff; }
  button { font: inherit; font-weight: 600; border: 0; border-radius: 8px; padding: 8px 22px; background: var(--accent); color: #fff; cursor: pointer; }
  button:disabled { opacity: .3; cursor: default; } #message { margin: 0 0 12px; color: #c0392b; } #message:empty { display: none; }
  @media (max-width: 640px) { .payment { grid-template-columns: 1fr auto; gap: 10px 16px; } .payment > :first-child { grid-column: 1 / -1; } .amount { text-align: left; } }
</style>
</head>
<body>
<main>
  <h1>Payment sandbox</h1>
  <p class="lead">You are the buyer at the bank. No real money moves. Newest first.</p>
  <p id="message" role="status"></p>
  <section id="payments" aria-label="Payments"></section>
</main>
<script>
  const rupiah = new Intl.NumberFormat('id-ID', { style: 'currency', currency: 'IDR', maximumFractionDigits: 0 });
  const time = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'Asia/Jakarta' });
  const list = document.getElementById('payments');
  const message = document.getElementById('message');
  const make = (tag, className, text) => { const node = document.createElement(tag); node.className = className; node.textContent = text; return node; };
  const post = (path, body) => fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  const payAt = (payment) => payment.method.type === 'qris'
    ? post('/simulator/qris/payment', { qrString: payment.method.qrString })
    : post('/simulator/va/' + encodeURIComponent(payment.method.vaNumber) + '/payment', {});
  const pay = async (payment) => {
    const response = await payAt(payment);
    message.textContent = response.ok ? '' : (await response.json()).status_message;
    await refresh();
  };
  const card = (payment) => {
    const what = make('div', '', '');
    const title = payment.method.type === 'qris' ? 'QRIS' : 'VA ' + payment.method.bank.toUpperCase();
    what.append(make('strong', '', title + ' '), make('span', 'state ' + payment.status, payment.status));
    what.append(make('div', 'number', payment.method.qrString ?? payment.method.vaNumber));
    what.append(make('div', 'soft', payment.orderId + ' · until ' + time.format(new Date(payment.expiresAt)) + ' WIB'));
    const button = make('button', '', 'Pay');
    button.disabled = payment.status !== 'pending' && payment.status !== 'expire' && payment.status !== 'cancel';
    button.addEventListener('click', () => pay(payment));
    const box = make('article', 'payment', '');
    box.append(what, make('div', 'amount', rupiah.format(payment.capturedRupiah ?? payment.chargedRupiah)), button);
    return box;
  };
  let shown = '';
  const refresh = async () => {
    const text = await (await fetch('/simulator/payments?limit=100')).text();
    if (text === shown) return;
    shown = text;
    const items = JSON.parse(text).items;
    list.replaceChildren(...(items.length > 0 ? items.map(card) : [make('p', 'soft', 'Nothing to pay yet.')]));
  };
  refresh();
  setInterval(() => refresh().catch(() => { message.textContent = 'The sandbox does not answer.'; }), 2000);
</script>
</body>
</html>
`;

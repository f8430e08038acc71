// Gives each of Dredd's transactions valid credentials and a live session of its own.
const hooks = require("hooks");

hooks.beforeEach(async (transaction, done) => {
  const answer = await fetch(`${process.env.PROOF_URL}/__test/session`, { method: "POST" });
  const { session } = await answer.json();
  const { headers } = transaction.request;
  for (const name of Object.keys(headers)) if (/^(clientId|clientSecret|sessionId)$/i.test(name)) delete headers[name];
  Object.assign(headers, JSON.parse(process.env.PROOF_CLIENT), { sessionId: session.id });
  transaction.request.body = JSON.stringify({ ...JSON.parse(transaction.request.body), sessionId: session.id });
  done();
});

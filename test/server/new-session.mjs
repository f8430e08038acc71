// Prints a fresh session of the proving server: node test/server/new-session.mjs URL [CLIENT]
const [url, client = "shop-7"] = process.argv.slice(2);
const response = await fetch(new URL("/__test/session", url), { method: "POST", body: JSON.stringify({ client }) });
console.log((await response.json()).session.id);

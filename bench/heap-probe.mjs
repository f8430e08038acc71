// Loaded into a server that is measured (`node --expose-gc --import`): tells who started it what lives after a collection, in bytes.
process.on("message", () => {
  globalThis.gc();
  const { heapUsed, external, rss } = process.memoryUsage();
  process.send({ live: heapUsed + external, rss });
});
process.channel.unref();

// Reads data that the builder deflated: see sinks/to_deflate.py.

/**
 * The JSON in the body of an answer.
 * @param {Response} answer
 */
export function inflated(answer) {
  const body = /** @type {ReadableStream<BufferSource>} */ (answer.body);
  return new Response(body.pipeThrough(new DecompressionStream("deflate-raw"))).json();
}

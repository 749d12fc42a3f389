// How near vectors are: the product of vectors of length 1, whose length is a multiple of eight.

/** How many of the nearest count: a reader may have several interests, each with few saved papers. */
const NEAREST = 3;

/**
 * Vectors in one array, in which thousands of comparisons are quick, and how long the second half of each is.
 * @param {Float32Array[]} vectors
 */
export function together(vectors) {
  const width = vectors[0]?.length ?? 0;
  const rows = new Float32Array(vectors.length * width);
  for (const [place, vector] of vectors.entries()) rows.set(vector, place * width);
  return { rows, rests: Float32Array.from(vectors, restOf) };
}

/** @param {Float32Array} vector */
function restOf(vector) {
  return Math.sqrt(product(vector, 0, vector, vector.length / 2, vector.length));
}

/**
 * How near the nearest of some vectors are, nearest first, and the place of the nearest. Most are left after
 * their first half: the second cannot bring them to the least that counts.
 * @param {ReturnType<typeof together>} some
 * @param {Float32Array} vector
 * @param {number} least
 * @returns {{ values: number[], place: number }}
 */
export function nearest({ rows, rests }, vector, least) {
  const width = vector.length;
  const rest = restOf(vector);
  const values = new Float64Array(NEAREST).fill(least);
  let place = -1;
  for (let one = 0; one < rests.length; one++) {
    const first = product(rows, one * width, vector, 0, width / 2);
    if (first + rests[one] * rest < values[NEAREST - 1]) continue;
    const value = first + product(rows, one * width, vector, width / 2, width);
    let at = NEAREST;
    while (at > 0 && value > values[at - 1]) {
      if (at < NEAREST) values[at] = values[at - 1];
      at -= 1;
    }
    if (at < NEAREST) values[at] = value;
    if (at === 0) place = one;
  }
  return { values: [...values.filter((value) => value > least)], place };
}

/**
 * The product of a part of two vectors. Four sums at a time do not wait for each other.
 * @param {Float32Array} rows
 * @param {number} row where the first vector starts
 * @param {Float32Array} vector
 * @param {number} from
 * @param {number} to
 */
export function product(rows, row, vector, from, to) {
  let [a, b, c, d] = [0, 0, 0, 0];
  for (let n = from; n < to; n += 4) {
    a += rows[row + n] * vector[n];
    b += rows[row + n + 1] * vector[n + 1];
    c += rows[row + n + 2] * vector[n + 2];
    d += rows[row + n + 3] * vector[n + 3];
  }
  return a + b + c + d;
}

/**
 * The middle of some vectors, of length 1.
 * @param {Float32Array[]} vectors
 */
export function centreOf(vectors) {
  const found = new Float32Array(vectors[0]?.length ?? 0);
  for (const vector of vectors) for (let n = 0; n < found.length; n++) found[n] += vector[n];
  const length = Math.sqrt(product(found, 0, found, 0, found.length)) || 1;
  return found.map((value) => value / length);
}

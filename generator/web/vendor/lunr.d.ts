// The part of lunr.js 2.3.9 that the search client uses.
declare namespace lunr {
  class Token {
    constructor(text: string, metadata: object);
    toString(): string;
  }
  class Query {
    constructor(fields: string[]);
    clauses: { term: string; boost: number; editDistance?: number; usePipeline: boolean }[];
  }
  class QueryParser {
    constructor(text: string, query: Query);
    parse(): Query;
  }
  class QueryParseError extends Error {}
  function stemmer(token: Token): Token;
  function stopWordFilter(token: Token): Token | undefined;
}
export default lunr;

export const helpText = `What is inside a token, as the window shows it. Decodes and judges; verifies no signature, asks no
network.

  npm run --silent inspect -- [options] < file     reads standard input, as - does
  npm run --silent inspect -- [options] <token>    ends up in the shell's history and in ps

  --json          one JSON document: the inspection, with "hashes", the digests that were computed,
                  and "others", the same for every further token in the text
  --at <seconds>  judge by this moment, in epoch seconds, instead of now
  --help

Anything that holds tokens will do: a bare one, a header, a curl command, a cookie, a URL, an OAuth
answer. All of them are inspected. Signatures, and values that are tokens themselves, are left out.

Ends with 0 where the text could be read, 1 where a finding is an error (expired, unsigned, ...), 2
where nothing was given or nothing can be read.
`

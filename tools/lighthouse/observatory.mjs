// Grades a running product as the HTTP Observatory grades a site: by https with a certificate that is trusted, and by
// http that leads there. Usage: node observatory.mjs PRODUCT_ADDRESS HTTPS_PORT KEY CERTIFICATE PATH
// The Observatory wants a public host; here a small front like a town's web server stands before the product.
import { createServer as createHttp, request } from 'node:http'
import { createServer as createHttps } from 'node:https'
import { readFileSync } from 'node:fs'

const library = './node_modules/@mdn/mdn-http-observatory/src'
const { retrieve } = await import(`${library}/retriever/retriever.js`)
const { ALL_TESTS } = await import(`${library}/constants.js`)
const { MINIMUM_SCORE_FOR_EXTRA_CREDIT } = await import(`${library}/grader/charts.js`)
const { getGradeForScore, getScoreDescription, getScoreModifier } = await import(`${library}/grader/grader.js`)

const [product, port, key, certificate, path] = process.argv.slice(2)
const httpsPort = Number(port)
const behind = new URL(product)

const front = createHttps({ key: readFileSync(key), cert: readFileSync(certificate) }, (asked, answer) => {
  const headers = { ...asked.headers, 'x-forwarded-proto': 'https' }
  const onward = { host: behind.hostname, port: behind.port, path: asked.url, method: asked.method, headers }
  const passed = request(onward, (said) => {
    answer.writeHead(said.statusCode, said.headers)
    said.pipe(answer)
  })
  passed.on('error', () => answer.writeHead(502).end())
  asked.pipe(passed)
})
const door = createHttp((asked, answer) => {
  answer.writeHead(301, { location: `https://localhost:${httpsPort}${asked.url}` }).end()
})
await Promise.all([
  new Promise((ready) => front.listen(httpsPort, 'localhost', ready)),
  new Promise((ready) => door.listen(0, 'localhost', ready)),
])

const found = await retrieve('localhost', { httpPort: door.address().port, httpsPort, path })
const results = ALL_TESTS.map((test) => test(found)).filter((one) => one.result)
// The scoring of the library's own scanner, which cannot be told a port.
let [uncurved, score] = [100, 100]
for (const one of results) {
  const modifier = getScoreModifier(one.result)
  score += modifier
  if (modifier < 0) uncurved += modifier
}
const final = getGradeForScore(uncurved >= MINIMUM_SCORE_FOR_EXTRA_CREDIT ? score : uncurved)
const tests = results.map((one) => ({
  name: one.constructor.name,
  passed: one.pass,
  modifier: getScoreModifier(one.result),
  said: getScoreDescription(one.result),
}))
process.stdout.write(JSON.stringify({ path, grade: final.grade, score: final.score, tests }))
process.exit(0)

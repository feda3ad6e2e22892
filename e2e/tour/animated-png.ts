import { crc32 } from 'node:zlib'

export interface Frame {
  /** A whole PNG. All frames must have the same size and colour type. */
  png: Buffer
  /** How long it is shown. */
  ms: number
}

interface Chunk {
  type: string
  data: Buffer
}

/** One animated PNG that shows the frames once and then starts again (PNG, third edition, §11.3.6). */
export function animatedPng(frames: readonly Frame[]): Buffer {
  const chunks = frames.map(({ png }) => readChunks(png))
  const header = chunks[0]?.find(({ type }) => type === 'IHDR')
  if (!header) throw new Error('No frame')
  let sequence = 0
  const body = chunks.flatMap((all, index): Chunk[] => {
    if (all.find(({ type }) => type === 'IHDR')?.data.equals(header.data) !== true)
      throw new Error(`Frame ${index} has another size or colour type`)
    const images = all.filter(({ type }) => type === 'IDAT')
    const control = frameControl(sequence++, header.data, frames[index]?.ms ?? 0)
    if (index === 0) return [control, ...images]
    return [control, ...images.map(({ data }) => frameData(sequence++, data))]
  })
  const all = [header, animationControl(frames.length), ...body, { type: 'IEND', data: empty }]
  return Buffer.concat([signature, ...all.map(written)])
}

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const empty = Buffer.alloc(0)

function readChunks(png: Buffer): Chunk[] {
  if (!png.subarray(0, signature.length).equals(signature)) throw new Error('Not a PNG')
  const chunks: Chunk[] = []
  for (let at = signature.length; at < png.length;) {
    const length = png.readUInt32BE(at)
    const type = png.toString('latin1', at + 4, at + 8)
    chunks.push({ type, data: png.subarray(at + 8, at + 8 + length) })
    at += 12 + length
  }
  return chunks
}

function written({ type, data }: Chunk): Buffer {
  const checked = Buffer.concat([Buffer.from(type, 'latin1'), data])
  return Buffer.concat([number32(data.length), checked, number32(crc32(checked))])
}

/** 0 plays: without end. */
const animationControl = (frames: number): Chunk => ({
  type: 'acTL',
  data: Buffer.concat([number32(frames), number32(0)]),
})

function frameControl(sequence: number, header: Buffer, ms: number): Chunk {
  const size = header.subarray(0, 8)
  const delay = Buffer.alloc(4)
  delay.writeUInt16BE(ms, 0)
  delay.writeUInt16BE(1000, 2)
  // At the origin; not disposed of, and replacing what was there.
  const rest = Buffer.alloc(2)
  return {
    type: 'fcTL',
    data: Buffer.concat([number32(sequence), size, number32(0), number32(0), delay, rest]),
  }
}

const frameData = (sequence: number, data: Buffer): Chunk => ({
  type: 'fdAT',
  data: Buffer.concat([number32(sequence), data]),
})

function number32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}

import { crc32, deflateSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { animatedPng } from './animated-png.ts'

const chunk = (type: string, data: Buffer) => {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const checked = Buffer.concat([Buffer.from(type), data])
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(checked))
  return Buffer.concat([length, checked, sum])
}

/** One grey pixel. */
function png(grey: number, width = 1): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(1, 4)
  header[8] = 8
  const image = deflateSync(Buffer.from([0, ...Array.from({ length: width }, () => grey)]))
  const signature = Buffer.from('89504e470d0a1a0a', 'hex')
  const chunks = [chunk('IHDR', header), chunk('IDAT', image), chunk('IEND', Buffer.alloc(0))]
  return Buffer.concat([signature, ...chunks])
}

/** Types and data, after a check of each sum. */
function chunksOf(file: Buffer): [type: string, data: Buffer][] {
  const chunks: [string, Buffer][] = []
  for (let at = 8; at < file.length;) {
    const length = file.readUInt32BE(at)
    const checked = file.subarray(at + 4, at + 8 + length)
    expect(file.readUInt32BE(at + 8 + length)).toBe(crc32(checked))
    chunks.push([checked.toString('latin1', 0, 4), checked.subarray(4)])
    at += 12 + length
  }
  return chunks
}

it('shows each frame for its time, in order', () => {
  const frames = [
    { png: png(10), ms: 500 },
    { png: png(20), ms: 1500 },
  ]
  const chunks = chunksOf(animatedPng(frames))
  expect(chunks.map(([type]) => type)).toEqual([
    'IHDR',
    'acTL',
    'fcTL',
    'IDAT',
    'fcTL',
    'fdAT',
    'IEND',
  ])
  const controls = chunks.filter(([type]) => type === 'fcTL').map(([, data]) => data)
  expect(controls.map((data) => data.readUInt32BE(0))).toEqual([0, 1])
  expect(controls.map((data) => data.readUInt16BE(20))).toEqual([500, 1500])
  const [, second] = chunks.find(([type]) => type === 'fdAT') ?? []
  expect(second?.readUInt32BE(0)).toBe(2)
  expect(second?.subarray(4)).toEqual(chunksOf(png(20))[1]?.[1])
})

it('refuses frames of different sizes, and what is no PNG', () => {
  const first = { png: png(1), ms: 1 }
  expect(() => animatedPng([first, { png: png(1, 2), ms: 1 }])).toThrow('another size')
  expect(() => animatedPng([{ png: Buffer.from('GIF89a'), ms: 1 }])).toThrow('Not a PNG')
  expect(() => animatedPng([])).toThrow('No frame')
})

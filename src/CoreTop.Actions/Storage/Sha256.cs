using System.Buffers.Binary;
using System.Numerics;

namespace CoreTop.Actions.Storage;

/// <summary>
/// SHA-256 and the HMAC made of it (RFC 6234), for a few bytes. That of the framework is OpenSSL, which small systems do not have and a static program
/// cannot load.
/// </summary>
internal static class Sha256
{
    public const int HashBytes = 32;

    private const int BlockBytes = 64, WordBytes = 4, Rounds = 64, LengthBytes = 8;

    private static ReadOnlySpan<uint> Constants =>
    [
        0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
        0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
        0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
        0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
        0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
        0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
        0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
        0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
    ];

    /// <summary>The hash of a message.</summary>
    public static byte[] Hash(ReadOnlySpan<byte> message)
    {
        Span<uint> state = [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19];

        // The message, a bit that is set, zeros, and the message's length in bits at the end of the last block.
        byte[] padded = new byte[(message.Length + LengthBytes + BlockBytes) / BlockBytes * BlockBytes];
        message.CopyTo(padded);
        padded[message.Length] = 0x80;
        BinaryPrimitives.WriteInt64BigEndian(padded.AsSpan(padded.Length - LengthBytes), message.Length * 8L);
        for (int at = 0; at < padded.Length; at += BlockBytes)
        {
            Add(padded.AsSpan(at, BlockBytes), state);
        }

        byte[] hash = new byte[HashBytes];
        for (int word = 0; word < state.Length; word++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(hash.AsSpan(word * WordBytes), state[word]);
        }

        return hash;
    }

    /// <summary>The HMAC of a message under a key.</summary>
    public static byte[] Hmac(ReadOnlySpan<byte> key, ReadOnlySpan<byte> message)
    {
        ReadOnlySpan<byte> used = key.Length > BlockBytes ? Hash(key) : key;
        byte[] inner = new byte[BlockBytes + message.Length];
        byte[] outer = new byte[BlockBytes + HashBytes];
        for (int at = 0; at < BlockBytes; at++)
        {
            byte of = at < used.Length ? used[at] : (byte)0;
            inner[at] = (byte)(of ^ 0x36);
            outer[at] = (byte)(of ^ 0x5c);
        }

        message.CopyTo(inner.AsSpan(BlockBytes));
        Hash(inner).CopyTo(outer.AsSpan(BlockBytes));
        return Hash(outer);
    }

    // The names of RFC 6234, section 6.2: words of the message's schedule, and the working variables a to h.
    private static void Add(ReadOnlySpan<byte> block, Span<uint> state)
    {
        Span<uint> w = stackalloc uint[Rounds];
        for (int t = 0; t < Rounds; t++)
        {
            w[t] = t < BlockBytes / WordBytes
                ? BinaryPrimitives.ReadUInt32BigEndian(block[(t * WordBytes)..])
                : unchecked(Mix(w[t - 2], 17, 19, 10) + w[t - 7] + Mix(w[t - 15], 7, 18, 3) + w[t - 16]);
        }

        uint a = state[0], b = state[1], c = state[2], d = state[3], e = state[4], f = state[5], g = state[6], h = state[7];
        for (int t = 0; t < Rounds; t++)
        {
            unchecked
            {
                uint first = h + Turn(e, 6, 11, 25) + ((e & f) ^ (~e & g)) + Constants[t] + w[t];
                uint second = Turn(a, 2, 13, 22) + ((a & b) ^ (a & c) ^ (b & c));
                (h, g, f, e, d, c, b, a) = (g, f, e, d + first, c, b, a, first + second);
            }
        }

        ReadOnlySpan<uint> sums = [a, b, c, d, e, f, g, h];
        for (int word = 0; word < state.Length; word++)
        {
            state[word] = unchecked(state[word] + sums[word]);
        }
    }

    private static uint Turn(uint word, int first, int second, int third) =>
        BitOperations.RotateRight(word, first) ^ BitOperations.RotateRight(word, second) ^ BitOperations.RotateRight(word, third);

    private static uint Mix(uint word, int first, int second, int shift) =>
        BitOperations.RotateRight(word, first) ^ BitOperations.RotateRight(word, second) ^ (word >> shift);
}

using System.Collections.Concurrent;
using System.IO.Pipes;
using System.Text;
using CoreTop.Tui.Hosting;

namespace CoreTop.Fuzz.Targets;

/// <summary>What comes from the terminal, read in two parts as it may arrive.</summary>
internal static class TypedTextTarget
{
    private static readonly AnonymousPipeServerStream Pipe = new(PipeDirection.Out);

    /// <summary>It.</summary>
    public static FuzzTarget Target { get; } = new("typed-text", "\u001b[A \u001b[<0;10;10M \u001bOP \u001b[200~ é 漢 😀 \u001b[13;2u", Check)
    {
        LongestInput = 16 * 1024,
    };

    private static int Check(ReadOnlySpan<byte> input)
    {
        var typed = new TypedText((int)Pipe.ClientSafePipeHandle.DangerousGetHandle());
        var characters = new ConcurrentQueue<char>();
        int half = input.Length > 1 ? 1 + (input[^1] * (input.Length - 1) / 256) : input.Length;
        Read(typed, input[..half], characters);
        Read(typed, input[half..], characters);

        // A character that is not whole yet at the end is waited for.
        string all = Encoding.UTF8.GetString(input), read = string.Concat(characters);
        Expect.That(all.StartsWith(read, StringComparison.Ordinal) && all.Length - read.Length <= 3);
        return Outcome.Of(read.Length, all.Length - read.Length, read.Count(character => character == '\uFFFD'));
    }

    private static void Read(TypedText typed, ReadOnlySpan<byte> bytes, ConcurrentQueue<char> characters)
    {
        const int MostAtOnce = 4096;
        Pipe.Write(bytes);
        for (int left = bytes.Length; left > 0; left -= MostAtOnce)
        {
            Expect.That(typed.Read(characters));
        }
    }
}

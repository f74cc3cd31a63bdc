using System.Buffers;
using System.Text;
using CoreTop.Kernel.Archive;

namespace CoreTop.Tests.Kernel.Capture;

public sealed class CaptureTextTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("\n", "\n")]
    [InlineData("0-35\n", "0-35\n")]
    [InlineData("no end", "no end\\\n")]
    [InlineData("a\n\nb", "a\n\nb\\\n")]
    [InlineData("back\\slash\n", "back\\\\slash\n")]
    [InlineData("ends in \\", "ends in \\\\\\\n")]
    [InlineData("python\0train.py\0", "python\\x00train.py\\x00\\\n")]
    [InlineData("-- looks like a head --\n", "\\x2d- looks like a head --\n")]
    [InlineData("\u001b[31mred\r\n", "\\x1b[31mred\\x0d\n")]
    [InlineData("tab\tand blank \n", "tab\tand blank \n")]
    [InlineData("héé 漢字 😀\n", "héé 漢字 😀\n")]
    [InlineData("\u202eevil\u2028\n", "\\xe2\\x80\\xaeevil\\xe2\\x80\\xa8\n")]
    public void Content_is_written_as_plain_lines_and_reads_back(string content, string expected)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(content);

        string written = Write(bytes);

        Assert.Equal(expected, written);
        Assert.Equal(bytes, Read(written));
    }

    [Fact]
    public void Any_bytes_read_back()
    {
        var random = new Random(20181005);
        for (int round = 0; round < 500; round++)
        {
            byte[] bytes = new byte[random.Next(200)];
            random.NextBytes(bytes);
            for (int i = 0; i < bytes.Length; i++)
            {
                // Half of them from what the format itself is made of.
                bytes[i] = random.Next(2) == 0 ? bytes[i] : (byte)"-- \\\nx0\t"[random.Next(8)];
            }

            string written = Write(bytes);

            Assert.Equal(bytes, Read(written));
            Assert.DoesNotContain(written, c => char.IsControl(c) && c is not ('\n' or '\t'));
            Assert.DoesNotContain(written.Split('\n'), line => line.StartsWith("-- ", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("\\q")]
    [InlineData("\\x1")]
    [InlineData("\\xgg")]
    [InlineData("\\x+1")]
    [InlineData("cut off \\")]
    public void A_backslash_that_stands_for_nothing_is_refused(string line) =>
        Assert.False(CaptureText.TryMeasure(Encoding.UTF8.GetBytes(line), out _));

    private static string Write(byte[] content)
    {
        var output = new ArrayBufferWriter<byte>();
        CaptureText.WriteContent(content, output);
        return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(output.WrittenSpan);
    }

    private static byte[] Read(string text)
    {
        byte[] escaped = Encoding.UTF8.GetBytes(text), content = new byte[escaped.Length];
        Assert.True(CaptureText.TryMeasure(escaped, out int length));
        Assert.Equal(length, CaptureText.Unescape(escaped, content));
        return content[..length];
    }
}

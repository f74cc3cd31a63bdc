using System.Text;
using CoreTop.Os;

namespace CoreTop.Cli;

/// <summary>
/// Standard error. Not the runtime's own writer, which fails where standard error is closed, and switches the terminal's cursor
/// keys over and never back.
/// </summary>
internal sealed class StandardError : TextWriter
{
    /// <inheritdoc/>
    public override Encoding Encoding => Encoding.UTF8;

    /// <inheritdoc/>
    public override void Write(char value) => Write([value], 0, 1);

    /// <inheritdoc/>
    public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

    /// <inheritdoc/>
    public override void Write(string? value) => Crash.Write(value ?? string.Empty);

    /// <inheritdoc/>
    public override void WriteLine(string? value) => Write(value + "\n");
}

using System.Runtime.InteropServices;
using CoreTop.Kernel.Native;

namespace CoreTop.Cli;

/// <summary>Standard output, which notices when its reader went away: the runtime's own stream ignores that, and the program would keep running for nobody.</summary>
internal sealed class StandardOutput : Stream
{
    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    /// <exception cref="ReaderGoneException">Nobody reads what is written.</exception>
    /// <exception cref="IOException">It takes no more; the message is the system's.</exception>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        switch (StandardFiles.Write(StandardFiles.Output, buffer))
        {
            case 0:
                return;
            case Errno.Epipe:
                throw new ReaderGoneException();
            case var errno:
                throw new IOException(Marshal.GetPInvokeErrorMessage(errno));
        }
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();
}

using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using CoreTop.Kernel.Native;
using CoreTop.Model.Words;
using Microsoft.Win32.SafeHandles;

namespace CoreTop.Kernel.Logging;

/// <summary>The system log, written to as syslog(3) does: RFC 3164, by a socket, without ever waiting for whoever reads it.</summary>
/// <param name="path">The socket: <see cref="UsualPath"/>, or a test's.</param>
public sealed class SystemLog(string path)
{
    /// <summary>Where syslogd, rsyslogd and journald listen.</summary>
    public const string UsualPath = "/dev/log";

    /// <summary>A line is cut after so many bytes, as some readers cut it there.</summary>
    internal const int MostBytes = 1000;

    // LOG_AUTHPRIV, LOG_NOTICE: who may read what sudo did may read this.
    private const int Priority = (10 << 3) | 5;
    private const int LongestPath = 107;

    /// <summary>Sends one line.</summary>
    /// <param name="program">Who says so.</param>
    /// <param name="processId">Its PID.</param>
    /// <param name="time">The local time.</param>
    /// <param name="message">Whatever is in it, nothing but printable characters is sent.</param>
    /// <returns>Null when it was sent, or nobody listens on this machine; else errno's words.</returns>
    public string? Write(string program, int processId, DateTimeOffset time, string message)
    {
        string head = string.Create(
            CultureInfo.InvariantCulture, $"<{Priority}>{time:MMM} {time.Day,2} {time:HH:mm:ss} {program}[{processId}]: ");
        byte[] line = Cut(head + SafeText.Of(message));
        int errno = Send(line, LogNative.Datagram);
        errno = errno == Errno.Eprototype ? Send([.. line, 0], LogNative.Stream) : errno;
        return errno is 0 or Errno.Enoent ? null : Marshal.GetPInvokeErrorMessage(errno);
    }

    private int Send(byte[] line, int type)
    {
        byte[] name = Encoding.UTF8.GetBytes(path);
        if (name.Length > LongestPath)
        {
            return Errno.Enoent;
        }

        // struct sockaddr_un: the family, the path, a NUL.
        var address = new byte[2 + LongestPath + 1];
        BinaryPrimitives.WriteUInt16LittleEndian(address, LogNative.UnixFamily);
        name.CopyTo(address, 2);
        using SafeFileHandle socket = LogNative.Socket(LogNative.UnixFamily, type, protocol: 0);
        return socket.IsInvalid
            || LogNative.Connect(socket, in address[0], address.Length) != 0
            || LogNative.Send(socket, in line[0], (nuint)line.Length, LogNative.WithoutSignalOrWaiting) < 0
                ? Marshal.GetLastPInvokeError()
                : 0;
    }

    // Not in the middle of a character.
    private static byte[] Cut(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        if (bytes.Length <= MostBytes)
        {
            return bytes;
        }

        int end = MostBytes - 3;
        while ((bytes[end] & 0xC0) == 0x80)
        {
            end--;
        }

        return [.. bytes.AsSpan(0, end), .. "..."u8];
    }
}

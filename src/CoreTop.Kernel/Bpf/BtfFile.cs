using System.Runtime.InteropServices;
using CoreTop.Kernel.Files;
using CoreTop.Kernel.Native;

namespace CoreTop.Kernel.Bpf;

/// <summary>The file of the kernel's types, in memory of its own: it is megabytes long and is needed for milliseconds.</summary>
internal sealed unsafe class BtfFile : IDisposable
{
    private const int PieceBytes = 8 * 1024 * 1024;
    private const int MostBytes = 128 * 1024 * 1024;

    private byte* _bytes;
    private int _length;

    /// <summary>Reads it.</summary>
    /// <param name="path">Where it is.</param>
    /// <exception cref="BpfRefusedException">It cannot be read.</exception>
    public BtfFile(string path)
    {
        int file = FileNative.OpenAt(FileNative.CurrentFolder, path, FileNative.ReadFlags);
        int error = file < 0 ? Marshal.GetLastPInvokeError() : 0;
        if (error == 0)
        {
            error = Read(file);
            _ = FileNative.Close(file);
        }

        if (error != 0)
        {
            Dispose();
            throw new BpfRefusedException($"{path} cannot be read: {Marshal.GetPInvokeErrorMessage(error)}.");
        }
    }

    /// <summary>Its bytes, until it is disposed.</summary>
    public ReadOnlySpan<byte> Bytes => new(_bytes, _length);

    /// <inheritdoc/>
    public void Dispose()
    {
        NativeMemory.Free(_bytes);
        _bytes = null;
        _length = 0;
    }

    private int Read(int file)
    {
        int room = 0;
        while (true)
        {
            if (_length == room)
            {
                if (room >= MostBytes)
                {
                    return Errno.Efbig;
                }

                room += PieceBytes;
                _bytes = (byte*)NativeMemory.Realloc(_bytes, (nuint)room);
            }

            nint count = FileNative.Read(file, ref _bytes[_length], (nuint)(room - _length));
            if (count < 0 && Marshal.GetLastPInvokeError() is not Errno.Eintr and var error)
            {
                return error;
            }

            if (count == 0)
            {
                return 0;
            }

            _length += (int)Math.Max(0, count);
        }
    }
}

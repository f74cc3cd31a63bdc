using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using CoreTop.Kernel.Native;

namespace CoreTop.Kernel.Files;

/// <summary>
/// Files of tasks that run, kept open from reading to reading: so many as the limit of descriptors leaves room for, which may be none.
/// The others are opened each time and say the same.
/// </summary>
/// <remarks>A descriptor of a task that ended answers ESRCH, also when its number has been given to another one.</remarks>
/// <param name="source">Opens and reads them.</param>
internal sealed class KeptFiles(IFileSource source) : IDisposable
{
    /// <summary>Each holds a page of kernel memory: 18 MB at most.</summary>
    public const int Most = 4096;

    // For everything else that this program opens.
    private const int Spare = 256;
    private const uint UnusedReadings = 10;
    private const int NotRoomYet = -1;

    private readonly Dictionary<KeptFile, Kept> _files = [];
    private readonly List<KeptFile> _unused = [];
    private int _room = NotRoomYet;
    private uint _reading;

    /// <summary>How many are open.</summary>
    public int Count => _files.Count;

    /// <summary>Reads one.</summary>
    /// <param name="file">Which.</param>
    /// <param name="path">Its path.</param>
    /// <param name="text">Its bytes until the next read of the source.</param>
    /// <returns>0 or errno.</returns>
    public int Read(KeptFile file, ReadOnlySpan<byte> path, out ReadOnlySpan<byte> text)
    {
        ref Kept kept = ref CollectionsMarshal.GetValueRefOrNullRef(_files, file);
        if (!Unsafe.IsNullRef(in kept))
        {
            kept.ReadAt = _reading;
            if (source.ReadKept(kept.Descriptor, out text) == 0 && !text.IsEmpty)
            {
                return 0;
            }

            Close(file);
        }

        _room = _room == NotRoomYet ? FindRoom() : _room;
        int descriptor = _files.Count < _room ? source.OpenToKeep(path) : -1;
        if (descriptor < 0)
        {
            return ReadOnce(path, out text);
        }

        _files[file] = new Kept(descriptor) { ReadAt = _reading };
        return source.ReadKept(descriptor, out text);
    }

    /// <summary>Ends a reading: closes those that were not read for some.</summary>
    public void CloseUnused()
    {
        _reading = unchecked(_reading + 1);
        foreach ((KeptFile file, Kept kept) in _files)
        {
            if (unchecked(_reading - kept.ReadAt) > UnusedReadings)
            {
                _unused.Add(file);
            }
        }

        foreach (KeptFile file in _unused)
        {
            Close(file);
        }

        _unused.Clear();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (Kept kept in _files.Values)
        {
            _ = FileNative.Close(kept.Descriptor);
        }

        _files.Clear();
    }

    // Somebody else took the descriptors that are left for others: all kept ones are given back.
    private int ReadOnce(ReadOnlySpan<byte> path, out ReadOnlySpan<byte> text)
    {
        int error = source.Read(path, isTaskFile: true, out text);
        if (error is not (Errno.Emfile or Errno.Enfile) || _files.Count == 0)
        {
            return error;
        }

        Dispose();
        _room = 0;
        return source.Read(path, isTaskFile: true, out text);
    }

    private void Close(KeptFile file)
    {
        if (_files.Remove(file, out Kept kept))
        {
            _ = FileNative.Close(kept.Descriptor);
        }
    }

    // The limit is raised as far as is needed and allowed: no program is started that would inherit it.
    private static int FindRoom()
    {
        const ulong Wanted = Most + Spare;
        if (LimitNative.Get(0, LimitNative.Descriptors, 0, out ResourceBounds bounds) != 0)
        {
            return 0;
        }

        if (bounds.Soft < Wanted && bounds.Hard > bounds.Soft)
        {
            var raised = new ResourceBounds { Soft = Math.Min(Wanted, bounds.Hard), Hard = bounds.Hard };
            bounds = LimitNative.Set(0, LimitNative.Descriptors, raised, 0) == 0 ? raised : bounds;
        }

        return (int)Math.Min(Most, bounds.Soft > Spare ? bounds.Soft - Spare : 0);
    }

    private record struct Kept(int Descriptor)
    {
        public uint ReadAt { get; set; }
    }
}

using CoreTop.Model.Sampling;

namespace CoreTop.Kernel.Proc;

/// <summary>Reads the lines of <c>status</c> that only some columns show.</summary>
internal static class TaskStatusLines
{
    /// <summary>Parses the whole file; names of users and groups are asked of <paramref name="users"/>.</summary>
    /// <exception cref="KernelFormatException">A line does not hold what it should.</exception>
    public static TaskStatusDetails Parse(ReadOnlySpan<byte> text, UserNames users)
    {
        int uid = 0, saved = 0, gid = 0;
        ulong? swap = null, code = null, data = null, stack = null, peak = null, locked = null;
        ulong? library = null, anonymous = null, file = null, shared = null;
        ulong? voluntary = null, involuntary = null;
        var lines = new LineReader(text);
        while (lines.TryNext(out ReadOnlySpan<byte> line))
        {
            if (!LineReader.TrySplit(line, out ReadOnlySpan<byte> key, out ReadOnlySpan<byte> value))
            {
                continue;
            }

            var fields = new FieldReader(value);
            switch (key)
            {
                case var _ when key.SequenceEqual("Uid"u8):
                    uid = fields.NextId();
                    fields.Skip(1);
                    saved = fields.NextId();
                    break;
                case var _ when key.SequenceEqual("Gid"u8):
                    fields.Skip(1);
                    gid = fields.NextId();
                    break;
                case var _ when key.SequenceEqual("VmSwap"u8):
                    swap = MemoryFile.Bytes(value);
                    break;
                case var _ when key.SequenceEqual("VmExe"u8):
                    code = MemoryFile.Bytes(value);
                    break;
                case var _ when key.SequenceEqual("VmData"u8):
                    data = MemoryFile.Bytes(value);
                    break;
                case var _ when key.SequenceEqual("VmStk"u8):
                    stack = MemoryFile.Bytes(value);
                    break;
                case var _ when key.SequenceEqual("VmHWM"u8):
                    peak = MemoryFile.Bytes(value);
                    break;
                case var _ when key.SequenceEqual("VmLck"u8):
                    locked = MemoryFile.Bytes(value);
                    break;
                case var _ when key.SequenceEqual("VmLib"u8):
                    library = MemoryFile.Bytes(value);
                    break;
                case var _ when key.SequenceEqual("RssAnon"u8):
                    anonymous = MemoryFile.Bytes(value);
                    break;
                case var _ when key.SequenceEqual("RssFile"u8):
                    file = MemoryFile.Bytes(value);
                    break;
                case var _ when key.SequenceEqual("RssShmem"u8):
                    shared = MemoryFile.Bytes(value);
                    break;
                case var _ when key.SequenceEqual("voluntary_ctxt_switches"u8):
                    voluntary = fields.NextUInt64();
                    break;
                case var _ when key.SequenceEqual("nonvoluntary_ctxt_switches"u8):
                    involuntary = fields.NextUInt64();
                    break;
            }
        }

        // Asked when no line is left to read: looking a name up may read another file over this one.
        return new TaskStatusDetails(
            uid, users.Name(uid), saved, gid, users.GroupName(gid), swap, code, data, stack, peak, locked, library, anonymous,
            file, shared, voluntary, involuntary);
    }
}

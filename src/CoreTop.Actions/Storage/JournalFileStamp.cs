namespace CoreTop.Actions.Storage;

/// <summary>Differs when the journal file was replaced or written to.</summary>
internal readonly record struct JournalFileStamp(ulong Inode, ulong Bytes, long Seconds, uint Nanoseconds);

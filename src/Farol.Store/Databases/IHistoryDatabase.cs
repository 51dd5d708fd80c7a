namespace Farol.Store.Databases;

/// <summary>Samples over time. A power cut may cost the last moments, never the file.</summary>
public interface IHistoryDatabase : IDatabase
{
    /// <summary>Bytes on disk, with the write-ahead log: what <c>HISTORY_MAX_MB</c> is compared with.</summary>
    long SizeBytes { get; }
}

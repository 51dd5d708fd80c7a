using Microsoft.Win32.SafeHandles;

namespace Farol.Control.Metrics;

/// <summary>One file of /proc, kept open and read again from its start each time: a look at it costs one system call.</summary>
internal sealed class ProcFile(string path) : IDisposable
{
    /// <summary>More than any of them has on a machine with hundreds of cores, as far as it is read here: their first lines count.</summary>
    private const int MaxBytes = 16 * 1024;

    private readonly byte[] _buffer = new byte[MaxBytes];
    private SafeFileHandle? _file;

    /// <summary>Its bytes until the next call; empty: it cannot be read here.</summary>
    public ReadOnlySpan<byte> Read()
    {
        try
        {
            _file ??= File.OpenHandle(path);
            var length = 0;
            while (length < _buffer.Length && RandomAccess.Read(_file, _buffer.AsSpan(length), length) is > 0 and var read)
            {
                length += read;
            }

            return _buffer.AsSpan(0, length);
        }
        catch (Exception hidden) when (hidden is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    public void Dispose() => _file?.Dispose();
}

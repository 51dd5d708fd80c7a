using System.Globalization;

namespace Farol.Telemetry.Logging;

/// <summary>A log file that keeps its name: when it is full it becomes <c>name.1.log</c>, the one before <c>name.2.log</c>, and the oldest goes.</summary>
public sealed class LogFile : IDisposable
{
    private readonly string _path;
    private readonly long _maxBytes;
    private readonly int _maxFiles;
    private FileStream? _stream;
    private long _length;

    /// <param name="maxBytes">Of one file.</param>
    /// <param name="maxFiles">The one being written among them.</param>
    public LogFile(string path, long maxBytes, int maxFiles)
    {
        _path = Path.GetFullPath(path);
        _maxBytes = maxBytes;
        _maxFiles = maxFiles;
    }

    /// <summary>The name of a file before the one that is written: 1 is the last.</summary>
    internal static string Numbered(string path, int number) =>
        Path.Combine(
            Path.GetDirectoryName(path)!,
            string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileNameWithoutExtension(path)}.{number}{Path.GetExtension(path)}"));

    /// <summary><c>null</c> when a file can be written there, else a text that names the setting and the fix.</summary>
    internal static string? WhyNotWritable(string path)
    {
        try
        {
            var full = Path.GetFullPath(path);
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            using var probe = Open(full);
            return null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return $"LOG_FILE is '{path}', which cannot be written ({fault.Message}): give a path that user {Environment.UserName} may write, "
                + "or leave it empty for no file";
        }
    }

    /// <summary>Appends a line, beginning the next file first when this one is full.</summary>
    public void Write(ReadOnlySpan<byte> line)
    {
        if (_stream is null)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
            _stream = Open(_path);
            _length = _stream.Length;
        }

        if (_length > 0 && _length + line.Length > _maxBytes)
        {
            Rotate();
        }

        _stream!.Write(line);
        _length += line.Length;
    }

    public void Flush() => _stream?.Flush();

    /// <summary>Lets go of the file after a failure; the next line opens it again.</summary>
    public void Close()
    {
        try
        {
            _stream?.Dispose();
        }
        catch (IOException)
        {
            // What was still buffered cannot be written; the drop is counted by the caller.
        }

        _stream = null;
    }

    public void Dispose() => Close();

    private void Rotate()
    {
        _stream!.Dispose();
        _stream = null;
        if (_maxFiles == 1)
        {
            File.Delete(_path);
        }

        for (var number = _maxFiles - 1; number >= 1; number--)
        {
            var from = number == 1 ? _path : Numbered(number - 1);
            if (File.Exists(from))
            {
                File.Move(from, Numbered(number), overwrite: true);
            }
        }

        _stream = Open(_path);
        _length = 0;
    }

    private string Numbered(int number) => Numbered(_path, number);

    private static FileStream Open(string path) =>
        new(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 16 * 1024);
}

namespace Farol.Configuration;

/// <summary>The files that a configuration file names.</summary>
public interface IDocumentFiles
{
    /// <summary>The full name of a file as the document names it.</summary>
    string FullName(string name);

    /// <summary>Why the file cannot be read, or null: it can.</summary>
    string? Problem(string name);

    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    string ReadText(string name);
}

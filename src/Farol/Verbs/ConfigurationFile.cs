using Farol.Configuration;
using Farol.Configuration.Documents;

namespace Farol.Verbs;

/// <summary>Reads a configuration file for verbs that only look at it.</summary>
internal static class ConfigurationFile
{
    /// <summary>Exit code: the file cannot be read, or something is wrong in it.</summary>
    public const int NotUsable = 1;

    /// <summary>Null: every error is on <paramref name="error"/>, a line each.</summary>
    public static async Task<FarolDocument?> ReadAsync(
        string file, Func<string, string?> environment, TextWriter error, CancellationToken cancellationToken)
    {
        try
        {
            var text = await File.ReadAllTextAsync(file, cancellationToken);
            return DocumentReader.Read(text, file, environment, FolderFiles.Beside(file));
        }
        catch (ConfigurationException wrong)
        {
            foreach (var each in wrong.Errors)
            {
                await error.WriteLineAsync(each.ToString());
            }
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync($"{file}: (file): {unreadable.Message}");
        }

        return null;
    }
}

using System.Text.Encodings.Web;
using System.Text.Json;
using Farol.Devices.Vrp;

namespace Farol.Verbs;

/// <summary>"farol vrp parse "&lt;command&gt;" &lt; output": a router's text in, its record as JSON out.</summary>
internal static class VrpParse
{
    /// <summary>Larger texts are refused: no output that a poll asks for comes near.</summary>
    public const int MaxBytes = 64 * 1024 * 1024;

    /// <summary>The text is not the command's output.</summary>
    public const int NotParsed = 1;

    /// <summary>The command is not known, or none was given.</summary>
    public const int UnknownCommand = 2;

    private static readonly JsonSerializerOptions _json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        // The output goes to a terminal or a file, never into a page: descriptions stay readable.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <returns>The exit code: 0, <see cref="NotParsed"/> or <see cref="UnknownCommand"/>.</returns>
    public static async Task<int> RunAsync(
        string command, Stream input, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        if (!VrpCatalog.TryFind(command, out var found))
        {
            await error.WriteLineAsync(
                $"farol: no command \"{command}\" is known. Closest: {string.Join(", ", VrpCatalog.Closest(command).Select(c => $"\"{c}\""))}.");
            return UnknownCommand;
        }

        var text = await ReadAsync(input, cancellationToken);
        if (text is null)
        {
            await error.WriteLineAsync($"farol: the text is longer than {MaxBytes} bytes.");
            return NotParsed;
        }

        try
        {
            var record = found.Read(command, text);
            await output.WriteLineAsync(JsonSerializer.Serialize(record, record.GetType(), _json));
            return 0;
        }
        catch (VrpParseException e)
        {
            await error.WriteLineAsync($"farol: {e.Message}");
            return NotParsed;
        }
    }

    private static async Task<string?> ReadAsync(Stream input, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[32 * 1024];
        while (await input.ReadAsync(buffer, cancellationToken) is var read and > 0)
        {
            if (bytes.Length + read > MaxBytes)
            {
                return null;
            }

            bytes.Write(buffer, 0, read);
        }

        return SavedText.Decode(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
    }
}

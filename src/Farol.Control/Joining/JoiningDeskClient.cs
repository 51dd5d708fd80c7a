using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Farol.Link.Endpoints;

namespace Farol.Control.Joining;

/// <summary>Asks the control plane that runs on a data folder of this machine.</summary>
public static class JoiningDeskClient
{
    private const string FileName = "gateways.sock";

    /// <summary>Some hundred gateways.</summary>
    private const int MaxAnswerBytes = 1024 * 1024;

    internal static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <exception cref="IOException">Nobody answers there; the text says what to do.</exception>
    /// <exception cref="FormatException">The folder's path is too long for a socket.</exception>
    public static async Task<DeskAnswer> AskAsync(string dataFolder, DeskQuestion question, CancellationToken cancellationToken)
    {
        var address = AddressOf(dataFolder);
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(LocalAddress.Parse(address), cancellationToken);
            await using var stream = new NetworkStream(socket);
            await stream.WriteAsync(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(question, Json) + "\n"), cancellationToken);
            var answer = new byte[MaxAnswerBytes];
            var length = await stream.ReadAtLeastAsync(answer, answer.Length, throwOnEndOfStream: false, cancellationToken);
            return length > 0 ? JsonSerializer.Deserialize<DeskAnswer>(answer.AsSpan(0, length), Json)! : throw new IOException("the control plane did not answer; its log says why");
        }
        catch (SocketException nobody)
        {
            throw new IOException($"no control plane that takes gateways runs on {Path.GetFullPath(dataFolder)} ({nobody.Message}): start \"farol run\" there with FAROL_LINK_LISTEN, or give its folder with --data", nobody);
        }
    }

    internal static string AddressOf(string dataFolder) => "unix:" + Path.Combine(Path.GetFullPath(dataFolder), FileName);
}

using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Farol.Control.Hosts.Dns;

/// <summary>Asks recursive servers for TXT records: over UDP, and over TCP what does not fit.</summary>
/// <param name="servers">Tried in turn; asked before each question, since the system's may change.</param>
internal sealed class DnsTextRecords(Func<IReadOnlyList<IPEndPoint>> servers, TimeProvider time) : ITextRecords
{
    private const int MaxMessageBytes = 65_535;

    /// <summary>What resolvers themselves allow for one try.</summary>
    private static readonly TimeSpan _maxWait = TimeSpan.FromSeconds(3);

    public async Task<TextAnswer> FindAsync(string name, CancellationToken cancellationToken)
    {
        var problem = "no DNS server is known: set FAROL_DNS_SERVERS";
        foreach (var server in servers())
        {
            using var limit = new CancellationTokenSource(_maxWait, time);
            using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
            try
            {
                var question = DnsMessage.Question(BinaryPrimitives.ReadUInt16BigEndian(RandomNumberGenerator.GetBytes(2)), name);
                var answer = await AskAsync(server, question, both.Token);
                if (Read(answer, question.Length, name) is { } read)
                {
                    return read;
                }

                problem = $"the DNS server {server} could not say (code {DnsMessage.Code(answer)})";
            }
            catch (Exception failed) when (failed is SocketException or IOException)
            {
                problem = $"the DNS server {server} cannot be reached: {failed.Message}";
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                problem = $"the DNS server {server} did not answer within {_maxWait.TotalSeconds:0} s";
            }
        }

        return new TextAnswer([], IsUnknown: true, problem);
    }

    private static TextAnswer? Read(byte[] answer, int questionLength, string name)
    {
        var code = DnsMessage.Code(answer);
        if (code is not (DnsMessage.NoError or DnsMessage.NoSuchName) || !DnsMessage.TryReadText(answer, questionLength, name, out var records))
        {
            return null;
        }

        return new TextAnswer(
            records, IsUnknown: false,
            records.Count == 0 ? $"there is no TXT record {name}" : $"none of the {records.Count} TXT records of {name} is the one that was asked for");
    }

    private static async Task<byte[]> AskAsync(IPEndPoint server, byte[] question, CancellationToken cancellationToken)
    {
        // Connected, so that only the server's own datagrams arrive, on a port that the system chose.
        using var socket = new Socket(server.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        await socket.ConnectAsync(server, cancellationToken);
        await socket.SendAsync(question, cancellationToken);
        var buffer = new byte[MaxMessageBytes];
        while (true)
        {
            var length = await socket.ReceiveAsync(buffer, cancellationToken);
            if (DnsMessage.IsAnswerTo(buffer.AsSpan(0, length), question))
            {
                return DnsMessage.IsCut(buffer) ? await AskByTcpAsync(server, question, cancellationToken) : buffer[..length];
            }
        }
    }

    private static async Task<byte[]> AskByTcpAsync(IPEndPoint server, byte[] question, CancellationToken cancellationToken)
    {
        using var client = new TcpClient(server.AddressFamily);
        await client.ConnectAsync(server, cancellationToken);
        await using var stream = client.GetStream();
        var framed = new byte[question.Length + 2];
        BinaryPrimitives.WriteUInt16BigEndian(framed, (ushort)question.Length);
        question.CopyTo(framed, 2);
        await stream.WriteAsync(framed, cancellationToken);
        var length = new byte[2];
        await stream.ReadExactlyAsync(length, cancellationToken);
        var answer = new byte[BinaryPrimitives.ReadUInt16BigEndian(length)];
        await stream.ReadExactlyAsync(answer, cancellationToken);
        return DnsMessage.IsAnswerTo(answer, question) ? answer : throw new IOException("it answered something else");
    }
}

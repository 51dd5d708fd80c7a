using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Farol.Control.Tests.Hosts;

/// <summary>A DNS server on loopback, by UDP and TCP on one port, that answers with what the test makes of the question.</summary>
internal sealed class DnsServer : IDisposable
{
    private readonly Func<byte[], bool, byte[]?> _answer;
    private readonly Socket _udp;
    private readonly TcpListener _tcp;

    /// <param name="answer">The question, and whether it came by TCP; null: silence.</param>
    public DnsServer(Func<byte[], bool, byte[]?> answer)
    {
        _answer = answer;
        (_udp, _tcp) = Open();
        Address = (IPEndPoint)_udp.LocalEndPoint!;
        _ = ServeUdpAsync();
        _ = ServeTcpAsync();
    }

    public IPEndPoint Address { get; }

    /// <summary>The question turned into an answer with this code, flags and records (as bytes, names as pointers to the question).</summary>
    public static byte[] Answer(byte[] question, int code, bool isCut, int count, params byte[] records)
    {
        var answer = new byte[question.Length + records.Length];
        question.CopyTo(answer, 0);
        records.CopyTo(answer, question.Length);
        answer[2] = (byte)(0x80 | (isCut ? 0x02 : 0));
        answer[3] = (byte)code;
        BinaryPrimitives.WriteUInt16BigEndian(answer.AsSpan(6), (ushort)count);
        return answer;
    }

    /// <summary>A record of the name at an offset of the message.</summary>
    public static byte[] Record(int nameAt, int type, byte[] data) =>
        [(byte)(0xc0 | (nameAt >> 8)), (byte)nameAt, 0, (byte)type, 0, 1, 0, 0, 0, 60, (byte)(data.Length >> 8), (byte)data.Length, .. data];

    /// <summary>The data of a TXT record, in parts of at most 10 bytes.</summary>
    public static byte[] TextData(string text) => [.. text.Chunk(10).SelectMany(part => part.Select(c => (byte)c).Prepend((byte)part.Length))];

    /// <summary>A port that is free by UDP may be taken by TCP: then another one is.</summary>
    private static (Socket Udp, TcpListener Tcp) Open()
    {
        while (true)
        {
            var udp = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            udp.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            var tcp = new TcpListener((IPEndPoint)udp.LocalEndPoint!);
            try
            {
                tcp.Start();
                return (udp, tcp);
            }
            catch (SocketException taken) when (taken.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                udp.Dispose();
                tcp.Dispose();
            }
        }
    }

    public void Dispose()
    {
        _udp.Dispose();
        _tcp.Dispose();
    }

    private async Task ServeUdpAsync()
    {
        var buffer = new byte[65_535];
        try
        {
            while (true)
            {
                var came = await _udp.ReceiveFromAsync(buffer, SocketFlags.None, new IPEndPoint(IPAddress.Any, 0));
                if (_answer(buffer[..came.ReceivedBytes], false) is { } answer)
                {
                    await _udp.SendToAsync(answer, came.RemoteEndPoint);
                }
            }
        }
        catch (Exception ended) when (ended is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeTcpAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _tcp.AcceptTcpClientAsync();
                await using var stream = client.GetStream();
                var length = new byte[2];
                await stream.ReadExactlyAsync(length);
                var question = new byte[BinaryPrimitives.ReadUInt16BigEndian(length)];
                await stream.ReadExactlyAsync(question);
                if (_answer(question, true) is { } answer)
                {
                    BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)answer.Length);
                    await stream.WriteAsync((byte[])[.. length, .. answer]);
                }
            }
        }
        catch (Exception ended) when (ended is SocketException or ObjectDisposedException or IOException or InvalidOperationException)
        {
            // The test is over.
        }
    }
}

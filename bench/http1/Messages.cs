using System.Text;
using Farol.Gateway.Http1;

namespace Farol.Bench.Http1;

/// <summary>Heads as load generators, programs and browsers send them.</summary>
internal static class Messages
{
    private const string Small = "GET /small HTTP/1.1\r\nHost: 127.0.0.1:8080\r\n\r\n";

    private const string Eight = "GET /api/items/4711?fields=name HTTP/1.1\r\nHost: shop.example\r\nUser-Agent: checkout/2.4 (linux)\r\nAccept: application/json\r\n"
        + "Accept-Encoding: gzip, br\r\nAuthorization: Bearer eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiI0NzExIn0.c2lnbmF0dXJl\r\nX-Request-ID: 9f2c3f4e5a6b7c8d\r\n"
        + "traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\r\nConnection: keep-alive\r\n\r\n";

    private const string Browser = "GET /produtos/roteadores?pagina=2 HTTP/1.1\r\nHost: loja.example\r\nConnection: keep-alive\r\nCache-Control: max-age=0\r\n"
        + "sec-ch-ua: \"Chromium\";v=\"130\", \"Not?A_Brand\";v=\"99\"\r\nsec-ch-ua-mobile: ?0\r\nsec-ch-ua-platform: \"Linux\"\r\nDNT: 1\r\n"
        + "Upgrade-Insecure-Requests: 1\r\nUser-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36\r\n"
        + "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8\r\nSec-Fetch-Site: same-origin\r\n"
        + "Sec-Fetch-Mode: navigate\r\nSec-Fetch-User: ?1\r\nSec-Fetch-Dest: document\r\nReferer: https://loja.example/produtos/roteadores\r\n"
        + "Accept-Encoding: gzip, deflate, br, zstd\r\nAccept-Language: pt-BR,pt;q=0.9,en;q=0.8\r\n"
        + "Cookie: sessao=q83vEjRWeJq83vEjRWeJ; carrinho=3; _ga=GA1.2.1234567890.1700000000; consentimento=tudo\r\nIf-None-Match: W/\"5f-18c\"\r\n\r\n";

    private const string Answer = "HTTP/1.1 200 OK\r\nServer: nginx\r\nDate: Thu, 15 Jan 2026 12:00:00 GMT\r\nContent-Type: application/json\r\nContent-Length: 128\r\n"
        + "Connection: keep-alive\r\nCache-Control: no-store\r\nETag: \"9f2c\"\r\nVary: Accept-Encoding\r\n\r\n";

    private const string Chunks = "400\r\n";

    public static IReadOnlyList<Reading> Readings() =>
    [
        Request("request, 1 field", Small), Request("request, 8 fields", Eight), Request("request, 19 fields", Browser), Response("response, 8 fields", Answer), ChunkedBody(),
    ];

    private static Reading Request(string name, string text)
    {
        var bytes = Encoding.Latin1.GetBytes(text);
        var head = new RequestHead();
        var kestrel = new KestrelReader(bytes);
        return new Reading(name, bytes.Length, ReadAll, kestrel.ReadAll);

        void ReadAll(int times)
        {
            for (; times > 0; times--)
            {
                head.Reset();
                Check(head.Parse(bytes, HeadLimits.Default) == ParseOutcome.Complete);
            }
        }
    }

    private static Reading Response(string name, string text)
    {
        var bytes = Encoding.Latin1.GetBytes(text);
        var head = new ResponseHead();
        return new Reading(name, bytes.Length, ReadAll, kestrel: null);

        void ReadAll(int times)
        {
            for (; times > 0; times--)
            {
                head.Reset();
                Check(head.Parse(bytes, HeadLimits.Default, Method.Get) == ParseOutcome.Complete);
            }
        }
    }

    private static Reading ChunkedBody()
    {
        var bytes = Encoding.Latin1.GetBytes(string.Concat(Enumerable.Repeat($"{Chunks}{new string('x', 1024)}\r\n", 4)) + "0\r\n\r\n");
        return new Reading("body of four chunks of 1 KB", bytes.Length, ReadAll, kestrel: null);

        void ReadAll(int times)
        {
            for (; times > 0; times--)
            {
                var decoder = default(ChunkedDecoder);
                var outcome = DecodeOutcome.Data;
                for (var at = 0; outcome == DecodeOutcome.Data;)
                {
                    outcome = decoder.Next(bytes.AsSpan(at), out var consumed, out _);
                    at += consumed;
                }

                Check(outcome == DecodeOutcome.Finished);
            }
        }
    }

    private static void Check(bool isRead)
    {
        if (!isRead)
        {
            throw new InvalidOperationException("The message was refused.");
        }
    }
}

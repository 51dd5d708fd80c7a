using System.Globalization;
using System.Text;
using Farol.Gateway.Http1;

namespace Farol.Gateway.Tests.Http1.Fuzzing;

/// <summary>Writes a head anew from its parsed parts, as the gateway does, and reads that.</summary>
internal static class RoundTrip
{
    public static void Check(byte[] input, Method? answers)
    {
        var first = Parse(input, answers);
        if (first is null)
        {
            return;
        }

        Assert.InRange(first.HeadLength, 1, input.Length);
        foreach (var field in first.Fields)
        {
            Assert.InRange(field.NameStart, 1, first.HeadLength - 4);
            Assert.InRange(field.NameLength, 1, field.ValueStart - field.NameStart - 1);
            Assert.InRange(field.ValueStart + field.ValueLength, field.NameStart + field.NameLength + 1, first.HeadLength - 4);
        }

        var written = Write(first, input);
        var second = Parse(written, answers);
        Assert.NotNull(second);
        Assert.Equal(written.Length, second.HeadLength);
        Assert.Equal(first.Framing, second.Framing);
        Assert.Equal(first.ContentLength, second.ContentLength);
        Assert.Equal(Crossing(first, input), Crossing(second, written));
        if (first is RequestHead one && second is RequestHead other)
        {
            Assert.Equal(one.Method, other.Method);
            Assert.Equal(Text(one.PathAndQueryRange, input), Text(other.PathAndQueryRange, written));
            Assert.Equal(Text(one.PathRange, input), Text(other.PathRange, written));
            Assert.Equal(Text(one.QueryRange, input), Text(other.QueryRange, written));
            Assert.Equal(Text(one.AuthorityRange, input), Text(other.AuthorityRange, written));
            Assert.Equal(Text(one.HostRange, input), Text(other.HostRange, written));
            Assert.Equal(one.Port, other.Port);
        }
    }

    private static MessageHead? Parse(byte[] input, Method? answers)
    {
        if (answers is { } method)
        {
            var response = new ResponseHead();
            return response.Parse(input, HeadLimits.Default, method) == ParseOutcome.Complete ? response : null;
        }

        var request = new RequestHead();
        return request.Parse(input, HeadLimits.Default) == ParseOutcome.Complete ? request : null;
    }

    private static byte[] Write(MessageHead head, byte[] input)
    {
        var text = new StringBuilder();
        if (head is RequestHead request)
        {
            text.Append(Text(request.MethodRange, input)).Append(' ').Append(Text(request.PathAndQueryRange, input));
            text.Append(request.AuthorityRange.IsEmpty ? " HTTP/1.0\r\n" : " HTTP/1.1\r\n");
            text.Append(request.AuthorityRange.IsEmpty ? "" : $"Host: {Text(request.AuthorityRange, input)}\r\n");
        }
        else
        {
            text.Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {((ResponseHead)head).Status} {Text(((ResponseHead)head).ReasonRange, input)}\r\n");
        }

        foreach (var field in Crossing(head, input))
        {
            text.Append(field).Append("\r\n");
        }

        return Encoding.Latin1.GetBytes(text.Append(head.Framing == BodyFraming.Chunked ? "Transfer-Encoding: chunked\r\n\r\n" : "\r\n").ToString());
    }

    private static string[] Crossing(MessageHead head, byte[] input) =>
        [.. head.Fields.ToArray().Where(f => head.MayCross(f) && f.Name is not (FieldName.TE or FieldName.Expect) && (f.Name != FieldName.Host || head is ResponseHead))
            .Select(f => $"{Encoding.Latin1.GetString(f.NameIn(input))}: {Encoding.Latin1.GetString(f.ValueIn(input))}")];

    private static string Text(ByteRange range, byte[] input) => Encoding.Latin1.GetString(range.Of(input));
}

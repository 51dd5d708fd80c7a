using System.Runtime.InteropServices;
using System.Text;

namespace Farol.Gateway.Native;

/// <summary>
/// What a certificate says of itself. .NET reads that too, by libraries that hold two megabytes of a process that needs them for nothing else.
/// </summary>
internal sealed unsafe partial class OpenSslCertificate
{
    /// <summary>A struct tm, and room for what some libraries add at its end.</summary>
    private const int TimeIntegers = 16;

    public DateTimeOffset NotBefore => Time(OpenSslCertificateText.NotBefore(handle));

    public DateTimeOffset NotAfter => Time(OpenSslCertificateText.NotAfter(handle));

    /// <summary>OpenSSL's word for the type of the private key: <c>EC</c>, <c>RSA</c>.</summary>
    public string KeyType => Marshal.PtrToStringUTF8(OpenSslCrypto.KeyTypeName(_key)) ?? "";

    /// <summary>The DNS names among the alternative names of the subject, as they stand there.</summary>
    public List<string> DnsNames()
    {
        var found = new List<string>();
        var names = OpenSslCertificateText.Extension(handle, OpenSslCertificateText.AlternativeNames, 0, 0);
        for (var i = 0; names != 0 && i < OpenSslCrypto.Count(names); i++)
        {
            var type = 0;
            var value = OpenSslCertificateText.NameValue(OpenSslCrypto.ItemOf(names, i), &type);
            if (type == OpenSslCertificateText.DnsName)
            {
                found.Add(Encoding.ASCII.GetString(OpenSslCertificateText.Bytes(value), OpenSslCertificateText.Length(value)));
            }
        }

        if (names != 0)
        {
            OpenSslCertificateText.FreeNames(names);
        }

        OpenSslCrypto.ClearErrors();
        return found;
    }

    /// <summary>The most specific common name of the subject; null: it has none.</summary>
    public string? CommonName()
    {
        var subject = OpenSslCertificateText.Subject(handle);
        var last = -1;
        for (int next; (next = OpenSslCertificateText.IndexOf(subject, OpenSslCertificateText.CommonName, last)) >= 0; last = next)
        {
        }

        return last < 0 ? null : Text(OpenSslCertificateText.EntryText(OpenSslCertificateText.Entry(subject, last)));
    }

    private static string? Text(nint text)
    {
        byte* bytes = null;
        var length = OpenSslCertificateText.ToUtf8(&bytes, text);
        if (length < 0)
        {
            OpenSslCrypto.ClearErrors();
            return null;
        }

        var read = Encoding.UTF8.GetString(bytes, length);
        OpenSslCertificateText.Free(bytes, 0, 0);
        return read;
    }

    /// <exception cref="OpenSslException">It is no time.</exception>
    private static DateTimeOffset Time(nint from)
    {
        var read = stackalloc int[TimeIntegers];
        if (OpenSslCertificateText.ReadTime(from, read) != 1)
        {
            throw new OpenSslException(OpenSslSubject.Certificate, OpenSslFailure.Take().Text);
        }

        // Seconds, minutes, hours, day of the month, months since January, years since 1900.
        return new DateTimeOffset(1900 + read[5], 1 + read[4], read[3], read[2], read[1], Math.Min(read[0], 59), TimeSpan.Zero);
    }
}

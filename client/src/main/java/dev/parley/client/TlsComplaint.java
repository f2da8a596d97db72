package dev.parley.client;

import java.io.EOFException;
import java.io.IOException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.PKIXReason;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** What is wrong with a TLS connection, in one line for people. */
final class TlsComplaint {
    private TlsComplaint() {}

    /** The same failure in better words; one that is not about TLS stays as it is. */
    static IOException of(IOException failure, String host) {
        String words = words(failure, host);
        return words == null ? failure : new SSLException(words, failure);
    }

    private static @Nullable String words(IOException failure, String host) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String certificate = certificateWords(cause, host);
            if (certificate != null) {
                return certificate;
            }
        }
        if (failure instanceof EOFException || failure.getCause() instanceof EOFException) {
            return "The server cut the connection without a word of TLS";
        }
        return failure instanceof SSLException ? protocolWords(String.valueOf(failure.getMessage())) : null;
    }

    private static @Nullable String certificateWords(Throwable cause, String host) {
        String message = String.valueOf(cause.getMessage());
        return switch (cause) {
            case CertificateExpiredException _ -> "The certificate of " + host + " has expired (" + message + ")";
            case CertificateNotYetValidException _ -> "The certificate of " + host + " is not valid yet (" + message + ")";
            case CertPathBuilderException _ -> isFromAStranger(host);
            // One that calls itself like somebody who is known: an old certificate and its successor, as a rule.
            case CertPathValidatorException e
                    when e.getReason() == PKIXReason.NO_TRUST_ANCHOR || e.getReason() == BasicReason.INVALID_SIGNATURE ->
                isFromAStranger(host);
            case CertificateException _ when message.startsWith("No ") ->
                "The certificate that the server shows is not for " + host;
            default -> null;
        };
    }

    private static String isFromAStranger(String host) {
        return "The certificate of " + host + " is from an issuer that is not known here";
    }

    private static String protocolWords(String message) {
        if (message.startsWith("Unsupported or unrecognized")) {
            return "The server does not speak TLS";
        }
        if (message.endsWith("bad_certificate") || message.endsWith("certificate_required")) {
            return "The server lets nobody in without a certificate that it accepts";
        }
        return "TLS failed: " + message;
    }
}
